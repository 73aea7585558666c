"""The network that marks where in a picture plates are: one more route of the localizer that proposes."""
