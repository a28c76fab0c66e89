"""A Jupyter client for tests: raw libzmq sockets, every message kept in order of arrival."""
