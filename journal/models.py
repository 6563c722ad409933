"""The append-only history, what must go out because of it, and two small ledgers."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from journal.actor import ActorKind

# What an index or a constraint would otherwise repeat in three spellings.
SUBJECT = ("subject_kind", "subject_id")


class Entry(models.Model):
    """One thing that happened to one subject.

    A trigger fills ``n``, ``prev``, ``recorded_at``, ``core`` and ``hash`` and
    overwrites whatever is offered for them. ``core`` is the canonical JSON array
    of all other columns in UTF-8; ``hash`` is sha256(prev || core). ``at`` is the
    use case's now, ``recorded_at`` the database's clock. Nobody changes or
    deletes a row: the runtime role has no right to, triggers refuse the owner.
    """

    FORMAT: ClassVar[int] = 1

    format = models.SmallIntegerField(db_default=FORMAT)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    n = models.IntegerField(db_default=0)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind]
    )
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    prev = models.BinaryField(db_default=b"")
    core = models.BinaryField(db_default=b"")
    hash = models.BinaryField(db_default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=(*SUBJECT, "n"), name="entry_one_n"),
            models.UniqueConstraint(fields=(*SUBJECT, "prev"), name="entry_no_fork"),
            models.CheckConstraint(
                condition=Q(actor_kind__in=[kind.value for kind in ActorKind]),
                name="entry_actor_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "id"], name="entry_by_kind"),
            models.Index(fields=["actor_kind", "actor_id", "id"], name="entry_by_who"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id} n{self.n}"


class ChainHead(models.Model):
    """The last entry of each subject: the lock that keeps a chain from forking.

    Only the trigger of Entry writes it; the runtime role may read it.
    """

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    n = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=SUBJECT, name="chain_head_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} n{self.n}"


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    CLAIMED = "claimed"  # a relay holds it until lease_until
    SENDING = "sending"  # the effect may have left the house
    SENT = "sent"
    UNKNOWN = "unknown"  # the relay died while sending: a person decides
    DEAD = "dead"  # tried often enough: a person decides
    CANCELLED = "cancelled"  # taken back before it was due


CLAIMABLE = (DeliveryState.WAITING.value, DeliveryState.CLAIMED.value)


class Delivery(models.Model):
    """One entry for one recipient of one subscriber; delivered at least once.

    ``recipient`` names a row ("case:12"), never an address. ``error`` is the name
    of the last exception, never its text. ``line`` is the way it took ("email", "sms"),
    known from when it began to leave. All times are the database's clock.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=80)
    recipient = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in DeliveryState],
        default=DeliveryState.WAITING.value,
    )
    not_before = models.DateTimeField(db_default=Now())
    attempts = models.SmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=10, blank=True, db_default="")
    created_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "subscriber", "recipient"], name="delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DeliveryState]),
                name="delivery_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="delivery_due",
                condition=Q(state__in=CLAIMABLE),
            ),
            models.Index(
                fields=["lease_until"],
                name="delivery_sending",
                condition=Q(state=DeliveryState.SENDING.value),
            ),
            models.Index(
                fields=["id"],
                name="delivery_trouble",
                condition=Q(
                    state__in=[DeliveryState.UNKNOWN.value, DeliveryState.DEAD.value]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} of entry {self.entry_id}: {self.state}"


class IdempotencyKey(models.Model):
    """That a form or an API call was done, and what was answered. Kept 30 days.

    The key itself is never stored: a receipt's code is derived from it.
    """

    purpose = models.CharField(max_length=40)
    key_hash = models.BinaryField()
    body_hash = models.BinaryField()
    response = models.JSONField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "key_hash"], name="idempotency_key_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Heartbeat(models.Model):
    """That something which must run regularly did run, by the database's clock.

    One row for each sweep, the relay and the waking by Celery; one for each process
    that works ("worker:host"), which takes its row away when it is told to end.
    """

    name = models.CharField(max_length=80, unique=True)
    every = models.DurationField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Alarm(models.Model):
    """Something that is wrong now; history says what was. The row goes with the fault.

    ``raised_at`` is empty while the fault may still be a beginning (work that never
    ran because it was deployed a moment ago).
    """

    name = models.CharField(max_length=80, unique=True)
    since = models.DateTimeField(db_default=Now())
    raised_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Checkpoint(models.Model):
    """What the database knows of a file in CHECKPOINT_DIR; insert and read only.

    The file is the evidence. This row finds it again, and makes its absence noticed.
    """

    number = models.IntegerField(unique=True)
    at = models.DateTimeField(db_default=Now())
    chains = models.BigIntegerField()
    entries = models.BigIntegerField()
    changed = models.BigIntegerField()
    root = models.BinaryField()
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"checkpoint {self.number}"


class AnchoredHead(models.Model):
    """A chain's head as the last checkpoint holds it: what need not be told again."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    n = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=SUBJECT, name="anchored_head_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} n{self.n}"


class Verification(models.Model):
    """What a check of all chains against themselves and the checkpoints found."""

    at = models.DateTimeField(db_default=Now())
    entries = models.BigIntegerField()
    chains = models.BigIntegerField()
    checkpoints = models.BigIntegerField()
    breaks = models.BigIntegerField()
    #: How often a loss was admitted after a restoration; what was lost stays lost.
    admitted = models.IntegerField(default=0, db_default=0)
    # The first places, as the verifier names them: "case:5 n30 (checkpoint 7): ...".
    places = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.breaks} breaks"
