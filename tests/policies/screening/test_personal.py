"""Personal information (post-personal-information): what is found, what passes, and what each policy makes of it."""

import pytest

from policies.rules.schema import SourceKind
from policies.screening import Known, Topic
from tests.policies.screening.looking import ALL, B, D, F, S, T, about, look, one, rules, without

pytestmark = pytest.mark.clause("post-personal-information")

CONTACTS = {
    "telephone": "Ring 07700 900461",
    "email": "Write to bob.tull@post.example",
    "street": "It is at 14 Acacia Avenue",
    "postcode": "It is at GL12 7XX",
    "name": "Ask Mrs Pettigrew",
}
MORE = {
    "national_insurance": "Her number is QQ 12 34 56 C",
    "nhs": "The NHS number 999 000 0018",
    "bank": "Pay to sort code 20-00-00",
    "card": "The card 4111 1111 1111 1111",
    "iban": "To GB82 WEST 1234 5698 7654 32",
    "birth_date": "Born on 4 March 1961",
    "ip": "From 203.0.113.77",
    "plate": "The car AB12 CDE",
    "cookie": "Holds sessionid=8f3ac0e19bd2774c",
}
OURS = Known(
    published=frozenset(
        {"07700 900100", "clerk@thornby.example", "The Moot Hall, 3 Market Place, Thornby TH1 2AB", "+44 1632 960 500"}
    ),
    people=frozenset({"Bob Tull", "Rose Field", "Anne O'Hara"}),
)


def personal(words: str, **more) -> list[tuple[str, str]]:
    return about(Topic.PERSONAL, words, **more)


# ------------------------------------------------------------------------------------------------- what is found
@pytest.mark.parametrize(("kind", "words"), [*CONTACTS.items(), *MORE.items()])
def test_each_kind(kind: str, words: str) -> None:
    assert [found for found, _ in personal(words)] == [kind]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900461",
        "07700900461",
        "(01632) 960 327",
        "01632-960327",
        "+44 7700 900 195",
        "+44 (0)20 7946 0233",
        "0044 7700 900644",
        "0 7700 900733",
        "020 7946 0641",
        "01454 415181",
        "+33 1 23 45 67 89",
    ],
)
def test_telephone_numbers_in_every_spelling_those_kept_for_drama_too(number: str) -> None:
    assert personal(f"Ring {number}, please.") == [("telephone", number)]


def test_two_numbers_side_by_side_are_two() -> None:
    assert len(personal("07700 900461 07700 900882")) == 2


@pytest.mark.parametrize(
    "words",
    [
        "0300 123 4567 and 0800 111 111",
        "05.06.2026 12.30",
        "01.05.2026 730 people",
        "£07700 900461",
        "26/01234/FUL",
        "20260417-0098",
        "123 4567 89",
        "OS ST 6390 9010",
    ],
)
def test_other_numbers_are_no_telephones(words: str) -> None:
    assert personal(words) == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("write to doreen.pell@homemail.example.", "doreen.pell@homemail.example"),
        ("write to club (at) postbox.example for", "club (at) postbox.example"),
        ("the noise at 14 Acacia Avenue", "14 Acacia Avenue"),
        ("at Flat 3, 27 Mill Street", "Flat 3, 27 Mill Street"),
        ("at 9 The Paddocks", "9 The Paddocks"),
        ("at 112b Station Road", "112b Station Road"),
        ("at 6, Orchard Rise, and", "6, Orchard Rise"),
        ("Mr Harold Trubshaw is ill", "Mr Harold Trubshaw"),
        ("thanks to Miss O’Leary.", "Miss O’Leary"),
        ("Dr. A. Kapoor left", "Dr. A. Kapoor"),
        ("DOB 17/09/1984, applied", "DOB 17/09/1984"),
        ("a/c no 70012345 at", "a/c no 70012345"),
        ("P286 HTR was seen", "P286 HTR"),
        ("2001:db8:85a3::8a2e:370:7334 again", "2001:db8:85a3::8a2e:370:7334"),
    ],
)
def test_the_words_are_quoted_as_they_stand(words: str, quote: str) -> None:
    assert [found for _, found in personal(words)] == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "Green Lane and Market Place",
        "In 2027 Jubilee Park will be fifty",
        "On 12 March Road Safety Week",
        "Clause 10.12.31.40 and version 200.1.2.3",
        "A38 AND M5 BUS",
        "192.168.0.1 and 127.0.0.1",
        "TN 12 34 56 C and qq123456c",
        "999 000 0019 calls",
        "4111 1111 1111 1112",
        "GB83 WEST 1234 5698 7654 32",
        "tn13 3qg by itself",
        "Mr Punch, Mr Mayor and Dr Who",
        "Give nobody your sort code or account number",
    ],
)
def test_what_only_looks_alike_passes(words: str) -> None:
    assert personal(words) == []


def test_a_postcode_in_small_letters_counts_beside_its_street() -> None:
    assert personal("14 Acacia Avenue, Thornby th1 2ab") == [("street", "14 Acacia Avenue"), ("postcode", "th1 2ab")]


def test_the_stronger_kind_takes_the_place_of_the_weaker() -> None:
    assert personal("sort code 20-00-00, account number 55779911") == [
        ("bank", "sort code 20-00-00"),
        ("bank", "account number 55779911"),
    ]
    assert personal("Write to bob.tull@post.example", known=OURS) == [("email", "bob.tull@post.example")]
    assert personal("GB82 WEST 1234 5698 7654 32") == [("iban", "GB82 WEST 1234 5698 7654 32")]
    assert personal("Mr Bob Tull", known=OURS) == [("known_name", "Bob Tull")]


# ------------------------------------------------------------------------------------------------ what is known
@pytest.mark.parametrize(
    "words",
    [
        "07700 900100",
        "+44 7700 900100",
        "(07700) 900-100",
        "0044 (0)7700 900100",
        "01632 960500",
        "Clerk@Thornby.example",
        "3 Market Place",
        "3, Market Place, TH1 2AB",
        "TH12AB",
    ],
)
@pytest.mark.parametrize("name", ALL)
def test_what_the_council_publishes_passes_in_any_spelling(name: str, words: str) -> None:
    assert look(f"The office: {words}.", name, known=OURS) == ()


@pytest.mark.parametrize("words", ["07700 900101", "clerks@thornby.example", "13 Market Place", "TH1 2AD"])
def test_what_is_only_near_it_does_not(words: str) -> None:
    assert len(personal(f"At {words}.", known=OURS)) == 1


@pytest.mark.parametrize(
    "address", ["planning@southshire.gov.uk", "town.clerk@thornbury.gov.uk", "info@shire.police.uk"]
)
def test_the_desk_of_a_public_body_is_nobodys_own(address: str) -> None:
    assert personal(address) == []
    assert len(personal(f"jane.{address}")) == 1


def test_people_the_council_knows_are_found_where_they_are_written_as_names() -> None:
    assert personal("Bob Tull runs the stalls", known=OURS) == [("known_name", "Bob Tull")]
    assert personal("ANNE O’HARA rang", known=OURS) == [("known_name", "ANNE O’HARA")]
    assert personal("the rose field is open", known=OURS) == []
    assert personal("Bob runs the stalls") == []


def test_a_name_on_the_councils_list_passes_with_its_title() -> None:
    own = Known(passes=frozenset({"Birdsall", "Bob Tull"}), people=frozenset({"Bob Tull"}))
    assert look("Mrs Birdsall and Bob Tull", known=own) == ()
    assert personal("Mrs Birdsall-Jones", known=own) == [("name", "Mrs Birdsall-Jones")]


# ------------------------------------------------------------------------------------------ what it rests on
@pytest.mark.parametrize("kind", [*CONTACTS, *MORE])
@pytest.mark.parametrize("name", [F, S, B, T, "model"])
def test_the_policy_stops_it(name: str, kind: str) -> None:
    finding = one((CONTACTS | MORE)[kind], name)
    assert (finding.source.kind, finding.stops) == (SourceKind.POLICY, True)


@pytest.mark.parametrize("kind", CONTACTS)
def test_desborough_allows_contact_details_that_are_necessary(kind: str) -> None:
    finding = one(CONTACTS[kind], D)
    assert (finding.source.kind, finding.stops) == (SourceKind.SUGGESTION, False)


@pytest.mark.parametrize("kind", MORE)
def test_desborough_allows_nothing_else(kind: str) -> None:
    finding = one(MORE[kind], D)
    assert finding.stops
    assert finding.source == rules(D).publishing.personal_information.source


def test_thornbury_quotes_the_sentence_that_speaks_of_it() -> None:
    publishing = rules(T).publishing
    assert one(CONTACTS["telephone"], T).source == publishing.personal_information.source
    assert one(MORE["bank"], T).source == publishing.never_disclosed.source


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_where_no_policy_speaks_the_law_does(nation: str) -> None:
    finding = one(CONTACTS["telephone"], without(F, "personal_information"), nation=nation)
    assert (finding.source.kind, finding.stops) == (SourceKind.LAW, True)
    assert finding.source.place == "UK GDPR, Article 6; Data Protection Act 2018"


def test_a_paper_marked_confidential_stops_where_the_policy_says_never() -> None:
    words = "Private and confidential: tenders received"
    assert one(words, T).source == rules(T).publishing.never_disclosed.source
    assert one(words, T).stops
    assert not one(words, F).stops
    assert one(words, F).source.kind == SourceKind.SUGGESTION
