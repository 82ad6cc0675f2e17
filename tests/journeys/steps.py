"""What several stories do: write with the keyboard, decide on the desk, and look where a post has come out."""

from dataclasses import dataclass

from playwright.sync_api import expect

from posts.models import Post
from tests.journeys.visitors import Visitor

TITLE = "Lantern walk on Friday"
LINK = "https://www.thornby.example/walk"
BODY = (
    "<p>Bring <strong>a warm coat</strong> and:</p>"
    "<ul><li><p>a lantern</p></li><li><p>good shoes</p></li></ul>"
    f'<p>See <a href="{LINK}">the map</a></p>'
)


@dataclass(frozen=True)
class Draft:
    """What an author chooses from the lists: the kind, and whether the form asks about kinds that are barred."""

    kind: str = "Clubs, societies, organisations and events"
    is_asked: bool = False


def write(visitor: Visitor, draft: Draft) -> None:
    """From the desk to a filled-in form; its text is typed and made up without the mouse."""
    visitor.follow("Write something")
    visitor.field("Title").fill(TITLE)
    type_text(visitor)
    visitor.field("What kind of item is it?").select_option(label=draft.kind)
    if draft.is_asked:
        visitor.choose("No, none of these")


def type_text(visitor: Visitor) -> None:
    """Bold by its shortcut, a list by its hyphen, a link by Ctrl+K on the words just typed."""
    keyboard = visitor.page.keyboard
    visitor.editor().click()
    keyboard.type("Bring ")
    keyboard.press("Control+b")
    keyboard.type("a warm coat")
    keyboard.press("Control+b")
    keyboard.type(" and:")
    keyboard.press("Enter")
    keyboard.type("- a lantern")
    keyboard.press("Enter")
    keyboard.type("good shoes")
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.type("See the map")
    for _ in "the map":
        keyboard.press("Shift+ArrowLeft")
    keyboard.press("Control+k")
    keyboard.type(LINK)
    keyboard.press("Enter")


def approve(visitor: Visitor) -> None:
    confirm_the_list(visitor)
    visitor.choose("Approve")
    visitor.press("Save my decision")


def confirm_the_list(visitor: Visitor) -> None:
    visitor.page.get_by_role("checkbox", name="I have read all of it").check()


def is_out(visitor: Visitor) -> Post:
    """It is on the home page, among the news, in the feed and on a page of its own; the post."""
    post = Post.objects.get()
    for path in ("/", "/news/"):
        visitor.go(path)
        visitor.look()
        expect(visitor.page.get_by_role("link", name=TITLE)).to_have_attribute("href", post.url)
    visitor.follow(TITLE)
    visitor.is_headed(TITLE)
    expect(visitor.page.locator("article strong")).to_have_text("a warm coat")
    expect(visitor.page.locator("article li")).to_have_text(["a lantern", "good shoes"])
    expect(visitor.page.locator("article a")).to_have_attribute("href", LINK)
    visitor.look()
    feed = visitor.page.request.get("/news/feed/").text()
    assert TITLE in feed
    assert post.url in feed
    return post


def recorded(visitor: Visitor) -> list[str]:
    """The acts that the record on the page names, the first first, without their hours."""
    return [line.inner_text() for line in visitor.page.locator("#record li > div").all()]
