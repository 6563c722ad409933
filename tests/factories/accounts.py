"""People and their memberships, as a test needs them."""

from datetime import UTC, datetime

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.roles import Role
from tests.factories.agencies import AgencyFactory, OfficeFactory

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class UserFactory(DjangoModelFactory[User]):
    """Somebody with a confirmed address and no password."""

    class Meta:
        model = User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@contoh.test")
    name = factory.Sequence(lambda n: f"Orang Contoh {n}")
    password = "!"

    @factory.post_generation
    def address(user, create, extracted, **kwargs):  # type: ignore[no-untyped-def]  # noqa: N805 - factory_boy hands in the instance
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


class OfficeMembershipFactory(DjangoModelFactory[OfficeMembership]):
    """An examiner of the regional office."""

    class Meta:
        model = OfficeMembership
        django_get_or_create = ("user", "office", "role")

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = Role.EXAMINER.value
    valid_from = SINCE


class AgencyMembershipFactory(DjangoModelFactory[AgencyMembership]):
    """A liaison for a whole agency."""

    class Meta:
        model = AgencyMembership
        django_get_or_create = ("user", "agency", "kind")

    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    kind = Role.LIAISON.value
    valid_from = SINCE
