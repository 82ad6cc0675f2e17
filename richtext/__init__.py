"""Rich text: what the editor offers is exactly what is kept, whoever writes and on whatever page it stands.

`html` cleans and reads it, `links` finds what it leads to, `fields` is the form's way in.
"""
