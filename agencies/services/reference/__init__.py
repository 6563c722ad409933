"""The data sets of this app, in the order in which they build on each other."""

from agencies.services.reference import holidays, offices, regions, register, units

LOADERS = (
    regions.LOADER,
    offices.LOADER,
    register.LOADER,
    units.LOADER,
    holidays.LOADER,
)
