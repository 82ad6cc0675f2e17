"""What is asked of a picture or document that stands in a text: whose it is, what it shows, what it is called."""
