from tests.casework.street import street, template
from tests.house import house, made

__all__ = ["house", "made", "street", "template"]
