"""Sites of publishing systems that no one here designed, filled with articles whose facts are known."""
