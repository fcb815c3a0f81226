from tests.faces import deps, static_dir

__all__ = ["deps", "static_dir"]
