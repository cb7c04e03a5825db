"""The verbs: which module of api/cli has each, and what `respgraph --help` says of it.

A verb that runs loads its own module alone, and the list of all loads none. A test holds each line to the verb's own first words.
"""

VERBS = {
    "serve": ("serving", "Start the explorer and print its address."),
    "read": ("reading", "Write what the reader finds in each file as JSON; nothing is stored."),
    "load": ("loading", "Read files and store their plans; each plan replaces what was stored of it before."),
    "duties": (
        "questions",
        "Everything a department is on the hook for; without UNIT the duties of all that have what is chosen.",
    ),
    "workload": ("questions", "Counts of measures by role, shares and seats to gather."),
    "targets": ("questions", "Sub-targets with their owners."),
    "deadlines": (
        "questions",
        "What is due when over all departments and plans, by the last day that a deadline leaves.",
    ),
    "search": ("questions", "Departments, measures, goals, targets and plans that hold all the words."),
    "reminders": (
        "plans.reminders",
        "What a department owes: overdue, due soon, never reported on; without UNIT who owes how much.",
    ),
    "citations": (
        "plans.citations",
        "Acts that plans name, those that most plans name first; of a plan or an act every citation.",
    ),
    "measures": ("plans.measures", "Measures in order of plan and text, with who must do them."),
    "bottlenecks": (
        "bottlenecks",
        "Where coordination will jam: by tier, what to do and why, with the thresholds used.",
    ),
    "judge": (
        "bottlenecks",
        "Say of what use a finding is; the latest word holds, `names undo` takes it back, and nothing in the graph changes.",
    ),
    "what-if": (
        "bottlenecks",
        "What another organisation would change: duties without a lead, seats, findings solved and caused; nothing is stored.",
    ),
    "export": (
        "exports",
        "Write lists as xlsx or csv, task tables and findings as docx, what is due as ics, everything as JSON lines, or a network.",
    ),
    "import": (
        "imports",
        "Show what was changed in a task table since it was exported, and take over what you choose, as decisions.",
    ),
    "remove": (
        "housekeeping",
        "Take a plan out of the graph; what other plans cite of it and its editions stay (`respgraph restore` has it back).",
    ),
    "status": ("housekeeping", "The store, its version, and what it holds."),
    "draw": ("housekeeping", "One self-contained picture that opens without a network."),
    "copy": ("housekeeping", "Copy everything to another store: plans, texts, evidence, decisions."),
    "backup": (
        "kept.backups",
        "Write the whole store at one moment into one file, with its SHA-256 beside it; others may go on meanwhile.",
    ),
    "restore": (
        "kept.backups",
        "Make the store what a backup is (what it held before is kept in a file beside it; stop `respgraph serve` first).",
    ),
    "verify": (
        "kept.backups",
        "Check that the store, or a backup, is whole: checksum, file, every plan against its reading. Exit code 1 if not.",
    ),
    "history": (
        "plans.editions",
        "The editions of a plan: which file, when, by whom; the current one is what the graph shows.",
    ),
    "diff": (
        "plans.editions",
        "What one edition says otherwise than another: duties and targets added, dropped, moved, raised or lowered.",
    ),
    "followed": (
        "plans.editions",
        "Decisions to look at since a plan was loaded anew: on reworded works (`respgraph confirm`), or without their words.",
    ),
    "confirm": ("plans.editions", "Say that decisions which followed a reworded work are right where they stand now."),
    "sql": ("by_hand.sql", "Ask a store in a file in SQL; nothing can be written that way."),
    "plans": (
        "housekeeping",
        "The plans in the store, or those that have what is chosen; `plans history PLAN` and the like are the verbs of one plan.",
    ),
    "compare": ("compared", "Targets on one scale, who leads what where, and what of one plan stands in another."),
    "names": ("names", "Names that the words leave open, and people's decisions about them."),
    "edges": ("edges", "Reject or add a duty; `names undo` takes either back."),
    "correct": ("edges", "Correct what was read, or add what is missing; `names undo` takes it back."),
    "progress": ("edges", "Report how far work has come, and see what was reported."),
    "accounts": ("people.accounts", "Who may come in, with which role and for which places."),
    "tokens": ("people.tokens", "What programs show in place of a password."),
    "audit": ("people.audit", "Who did what, when and from where; entries are only added."),
}
"""Verb → its module below api.cli, and its line; in the order of the list."""
