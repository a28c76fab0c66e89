"""The checks, one module a section; importing this package registers them all in order."""
from . import (  # noqa: F401  (imported for their side effect: registration)
    protocol,
    protocol_order,
    protocol_hostile,
    protocol_output,
    protocol_editing,
    protocol_comms,
    interrupt,
    life,
    cells_declare,
    cells_values,
    cells_modules,
    cells_language,
    load,
    beyond,
)
