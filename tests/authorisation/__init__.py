"""Who may do what at which address: every cell is called, none is assumed."""
