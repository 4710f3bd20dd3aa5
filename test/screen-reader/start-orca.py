"""Starts Orca so that a program can follow what it says.

Orca's own program refuses to run twice for the same user, and writes its debug log in blocks. This one can run several
times, each time on another display, and prints the log to standard output line by line.
"""

import sys
from importlib.machinery import SourceFileLoader

sys.dont_write_bytecode = True
sys.stdout.reconfigure(line_buffering=True)

from orca import debug, orca_state, settings, speech  # noqa: E402
from orca.speechserver import SayAllContext  # noqa: E402

debug.debugLevel = debug.LEVEL_ALL
debug.eventDebugLevel = debug.LEVEL_OFF
debug.debugFile = sys.stdout

# Without a sound card a speech server hangs. Without a server Orca only logs what it would say.
settings.speechFactoryModules = []
settings.speechServerFactory = None
settings.enableKeyEcho = False


def log_stop():
    debug.println(debug.LEVEL_INFO, "SPEECH STOP", True)


def say_all(utterances, report_progress):
    """Logs what Orca reads of a page.

    Orca sometimes reads the same text again and again while a page changes. A person would interrupt it with a key, but
    without a speech server Orca handles no key while it reads. So this function interrupts it at the first repetition.
    """
    said = set()
    for context, _ in utterances:
        place = (hash(context.obj), context.startOffset, context.endOffset, context.utterance)
        if place in said:
            # If the last event was a key, Orca would move the caret to the place of the interruption.
            orca_state.lastInputEvent = None
            return report_progress(context, SayAllContext.INTERRUPTED)
        said.add(place)
        debug.println(debug.LEVEL_INFO, f"SPEECH OUTPUT: '{context.utterance}'", True)


speech.stop = log_stop
speech.sayAll = say_all

program = SourceFileLoader("orca_program", "/usr/bin/orca").load_module()
program.otherOrcas = lambda: []
sys.argv = ["orca"]
sys.exit(program.main())
