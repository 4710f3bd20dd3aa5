"""Starts Orca so that a program can follow what it says.

Orca's own program refuses to run twice for the same user, and writes its debug log in blocks. This one runs as often as
wanted, each on its own display, and prints the log to standard output line by line.
"""

import sys
from importlib.machinery import SourceFileLoader

sys.dont_write_bytecode = True
sys.stdout.reconfigure(line_buffering=True)

from orca import debug, settings, speech  # noqa: E402

debug.debugLevel = debug.LEVEL_ALL
debug.eventDebugLevel = debug.LEVEL_OFF
debug.debugFile = sys.stdout

# Without a sound card a speech server hangs. Without a server Orca only logs what it would say.
settings.speechFactoryModules = []
settings.speechServerFactory = None
settings.enableKeyEcho = False


def log_stop():
    debug.println(debug.LEVEL_INFO, "SPEECH STOP", True)


speech.stop = log_stop

program = SourceFileLoader("orca_program", "/usr/bin/orca").load_module()
program.otherOrcas = lambda: []
sys.argv = ["orca"]
sys.exit(program.main())
