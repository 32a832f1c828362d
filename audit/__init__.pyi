from audit.library import load as load

__version__: str
