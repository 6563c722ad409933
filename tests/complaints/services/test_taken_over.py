"""Who stole number and code gets no further than the office lets him, and is heard of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail

from accounts.actor import STRANGER, reporter_of
from accounts.actor_of import member
from accounts.digits import WrongDigits
from accounts.models import ReporterAccount
from accounts.wall_clock import wall_now
from complaints.domain import events, numbering
from complaints.models import Case, ContactChange, Recovery
from complaints.models.choices import ContactKind, NewsChannel
from complaints.notifications import KEPT_NEWS
from complaints.services import contact_change, following, recovering, renewing
from complaints.services.admitting import Proof
from complaints.services.errors import NotReady
from complaints.services.sealed_change import opened
from complaints.services.tracking import open_with_code
from complaints.vault import Contact
from journal.messages import Line
from journal.models import Entry
from tests.complaints.contacts import Memory, checked, deliver, remembering
from tests.factories.complaints import FILED, file_one
from tests.people import actor
from tests.reporters import reporter

pytestmark = pytest.mark.django_db(transaction=True)

OWNER, THIEF = "kenari.pemilik@contoh.test", "kenari.pencuri@contoh.test"
PHONE, THIEFS_PHONE = "+6281299990061", "+6281299990062"
NET = "192.0.2.0/24"
CHECKED = checked(OWNER, PHONE)


gateway = pytest.fixture(autouse=True)(remembering)


def silence() -> None:
    deliver()
    mail.outbox.clear()
    Memory.sent.clear()


def filed(contact: Contact = CHECKED) -> Case:
    case, _ = file_one(contact=contact)
    silence()
    return case


def marks(case: Case) -> dict[str, str]:
    return Case.objects.get(pk=case.pk).contact_marks or {}


def keep(case: Case) -> None:
    """Somebody with number and code puts the report into an account of his own."""
    mine = ReporterAccount.objects.first()
    account = mine.user if mine else reporter(THIEF)
    following.follow(
        ref=case.ref,
        account=member(account, now=wall_now()),
        actor=reporter_of(case.pk),
        now=FILED,
    )


def proved(
    case: Case, value: str = THIEF, kind: ContactKind = ContactKind.EMAIL
) -> None:
    """Somebody with number and code puts his own contact in place."""
    asked = contact_change.ask(
        ref=case.ref,
        kind=kind,
        value=value,
        channel=NewsChannel.EMAIL,
        language="id",
        network=NET,
        actor=reporter_of(case.pk),
        now=FILED,
    )
    code = contact_change.code_of(asked)
    contact_change.confirm(
        ref=case.ref, code=code, actor=reporter_of(case.pk), now=FILED
    )


def choose(case: Case, channel: NewsChannel) -> None:
    who = reporter_of(case.pk)
    contact_change.choose(ref=case.ref, channel=channel, actor=who, now=FILED)


def asked(contact: str = THIEF) -> None:
    proof = Proof()
    recovering.ask(contact=contact, network=NET, proof=proof, actor=STRANGER, now=FILED)
    deliver()


def link() -> str:
    (letter,) = [one for one in mail.outbox if "kode-baru" in str(one.body)]
    (code,) = re.findall(r"buka/#(\S+)", str(letter.body))
    return str(code)


def renew(
    case: Case, proof: str = "card", key: UUID | None = None
) -> numbering.TrackingSecret:
    officer = actor("intake", stepped_up=True)
    return renewing.renew_code(
        ref=case.ref, proof=proof, key=key or uuid4(), actor=officer, now=FILED
    )


class TestTheOfficeGaveANewCode:
    """The person stood at the counter; no contact on record is his until he says so."""

    def test_the_contact_that_a_thief_put_there_gets_no_link_any_more(self) -> None:
        case = filed()
        proved(case)
        renew(case)
        silence()
        asked()
        assert [letter for letter in mail.outbox if "kode-baru" in letter.body] == []
        assert marks(case) == {"email": "given", "phone": "given", "news": "email"}

    def test_a_link_that_he_has_already_opens_nothing(self) -> None:
        case = filed()
        proved(case)
        silence()
        asked()
        code = link()
        renew(case)
        with pytest.raises(NotReady, match="wrong_link"):
            recovering.reports_behind(code=code, key=None, network=NET)
        assert not Recovery.objects.filter(expires_at__gt=wall_now()).exists()

    def test_digits_that_he_asked_for_before_prove_nothing(self) -> None:
        case = filed()
        asked = contact_change.ask(
            ref=case.ref,
            kind=ContactKind.EMAIL,
            value=THIEF,
            channel=NewsChannel.EMAIL,
            language="id",
            network=NET,
            actor=reporter_of(case.pk),
            now=FILED,
        )
        renew(case)
        with pytest.raises(WrongDigits):
            contact_change.confirm(
                ref=case.ref,
                code=contact_change.code_of(asked),
                actor=reporter_of(case.pk),
                now=FILED,
            )

    def test_another_way_of_hearing_makes_no_contact_checked_again(self) -> None:
        case = filed(replace(CHECKED, channel=NewsChannel.SMS))
        renew(case)
        choose(case, NewsChannel.WHATSAPP)
        assert marks(case) == {"email": "given", "phone": "given", "news": "whatsapp"}
        proved(case, THIEFS_PHONE, ContactKind.PHONE)
        assert marks(case)["email"] == "given"

    def test_the_owner_proves_the_same_contact_again(self) -> None:
        case = filed()
        renew(case)
        proved(case, OWNER)
        assert marks(case)["email"] == "verified"

    def test_a_case_without_contact_gets_its_code_too(self) -> None:
        case = filed()
        Case.objects.filter(pk=case.pk).update(contact_marks=None)
        secret = renew(case)
        assert Case.objects.get(pk=case.pk).contact_marks is None
        found = open_with_code(
            locator=case.locator, code=secret.code, network=NET, now=FILED
        )
        assert found == case

    def test_the_same_form_sent_again_shows_no_code_that_was_replaced_since(
        self,
    ) -> None:
        case, key = filed(), uuid4()
        assert renew(case, key=key) == renew(case, key=key)
        renew(case)
        with pytest.raises(NotReady, match="code_replaced"):
            renew(case, key=key)


class TestCallingBack:
    """The number on record proves the person, unless it came there a moment ago."""

    def test_it_is_no_proof_within_a_week_of_another_contact(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = filed()
        proved(case, THIEFS_PHONE, ContactKind.PHONE)
        with pytest.raises(NotReady, match="call_back_too_soon"):
            renew(case, "call_back")
        assert not Entry.objects.filter(kind=events.CODE_RENEWED).exists()
        later = wall_now() + timedelta(days=7, minutes=1)
        monkeypatch.setattr(renewing, "wall_now", lambda: later)
        renew(case, "call_back")

    def test_another_proof_is_one(self) -> None:
        case = filed()
        proved(case, THIEFS_PHONE, ContactKind.PHONE)
        renew(case, "card")

    def test_another_way_of_hearing_is_no_other_contact(self) -> None:
        case = filed()
        choose(case, NewsChannel.SMS)
        renew(case, "call_back")


class TestTheOwnerHears:
    """Whatever way was chosen for news: who takes a report over does it not silently."""

    def told(self) -> tuple[list[str], list[tuple[Line, str]]]:
        return (
            [to for letter in mail.outbox for to in letter.to],
            [(message.line, message.to) for message in Memory.sent],
        )

    def test_every_contact_is_told_that_no_news_comes_any_more(self) -> None:
        case = filed()
        choose(case, NewsChannel.NONE)
        deliver()
        assert self.told() == ([OWNER], [(Line.SMS, PHONE)])
        (letter,), (message,) = mail.outbox, Memory.sent
        assert letter.subject == "Kabar dari Ombudsman RI dihentikan"
        for words in (str(letter.body), message.text):
            assert "tidak lagi" in words
            assert "137" in words
            assert case.locator not in words

    def test_it_is_told_in_english_too(self) -> None:
        case = filed(Contact(email=OWNER, channel="email", language="en"))
        choose(case, NewsChannel.NONE)
        deliver()
        (letter,) = mail.outbox
        assert letter.subject == "News from Ombudsman RI has been stopped"

    @pytest.mark.parametrize("channel", [NewsChannel.NONE, NewsChannel.WHATSAPP])
    def test_a_new_code_of_the_office_is_told_to_every_contact(
        self, channel: NewsChannel
    ) -> None:
        case = filed()
        choose(case, channel)
        silence()
        renew(case)
        deliver()
        line = Line.WHATSAPP if channel == NewsChannel.WHATSAPP else Line.SMS
        assert self.told() == ([OWNER], [(line, PHONE)])

    def test_a_code_that_came_by_a_link_is_told_to_every_contact(self) -> None:
        case = filed()
        choose(case, NewsChannel.NONE)
        silence()
        asked(OWNER)
        code = link()
        mail.outbox.clear()
        recovering.give_codes(code=code, numbers=[case.locator], key=uuid4(), now=FILED)
        deliver()
        assert self.told() == ([OWNER], [(Line.SMS, PHONE)])

    @pytest.mark.parametrize("channel", [NewsChannel.NONE, NewsChannel.WHATSAPP])
    def test_a_report_that_went_into_an_account_is_told_to_every_contact(
        self, channel: NewsChannel
    ) -> None:
        case = filed()
        choose(case, channel)
        silence()
        keep(case)
        deliver()
        line = Line.WHATSAPP if channel == NewsChannel.WHATSAPP else Line.SMS
        assert self.told() == ([OWNER], [(line, PHONE)])
        (letter,), (message,) = mail.outbox, Memory.sent
        for words in (str(letter.subject), str(letter.body), message.text):
            assert "akun" not in words.lower()  # there is news, and nothing else

    def test_who_keeps_it_again_and_again_floods_nobody(self) -> None:
        case = filed()
        for _ in range(KEPT_NEWS + 2):
            keep(case)
            following.unfollow_all(ref=case.ref, actor=reporter_of(case.pk), now=FILED)
        deliver()
        assert len(mail.outbox) == len(Memory.sent) == KEPT_NEWS

    def test_a_line_that_takes_no_messages_is_left_out(self) -> None:
        case = filed(Contact(email=OWNER, phone="+62542123456", channel="none"))
        renew(case)
        deliver()
        assert self.told() == ([OWNER], [])

    def test_other_news_goes_the_chosen_way_alone(self) -> None:
        file_one(contact=CHECKED)
        deliver()
        assert self.told() == ([OWNER], [])


class TestWhatIsKeptOfTheFormerContact:
    """Outside the vault stands what the letter needs, and nothing when nobody gets one."""

    @pytest.mark.parametrize("channel", [NewsChannel.NONE, NewsChannel.SMS])
    def test_another_way_alone_keeps_no_contact_beside_the_vault(
        self, channel: NewsChannel
    ) -> None:
        choose(filed(), channel)
        assert not ContactChange.objects.exists()

    def test_a_first_contact_replaces_none_and_keeps_none(self) -> None:
        case = filed(Contact(channel="none"))
        proved(case)
        assert not ContactChange.objects.exists()

    def test_a_replaced_one_keeps_who_is_told_how_and_in_which_language(self) -> None:
        proved(filed())
        assert opened(ContactChange.objects.get()) == {
            "email": OWNER,
            "phone": PHONE,
            "language": "id",
            "channel": "email",
        }
