import { didYouMean } from './did-you-mean.ts';
import type { SaveReason } from './words.ts';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

const reasons: Record<SaveReason, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reported an error',
  EACCES: 'no permission to write, or the file is read-only',
  EPERM: 'the system does not allow writing',
  EROFS: 'the file system is read-only',
  ENOENT: 'the file or its folder is gone',
  EBUSY: 'another program keeps writing the file',
  EISDIR: 'it is a folder now',
  EINVAL: 'it is no regular file now',
  ELOOP: 'its links go round in a circle',
  encoding: 'the file is not in UTF-8 now',
  conflict: 'the file has git conflict markers',
  broken: 'the file has syntax errors now (assess validate tells where)',
  empty: 'the file is empty now',
  'other-claim': 'the file has another model or claim now',
  layout: 'its layout in the file is too unusual',
};

/** The texts of the scoring session. */
export const sessionEn = {
  noTerminal: (path: string) =>
    `assess score needs a terminal; without one, use assess set ${path} <requirement> <score>, or fill the sheet in with an editor and run assess validate ${path}`,
  stdin: 'scores are written back to the file, so standard input "-" cannot be scored',
  unknownItem: (id: string, suggestion: string | null) =>
    `the claimed level has no item "${id}"${suggestion ? `; did you mean "${suggestion}"?` : ''}`,
  unknownStart: (id: string, suggestions: readonly string[]) =>
    `there is no requirement “${id}” among those to be scored${didYouMean(suggestions, 'en')}`,
  levelAbove: (level: string, claim: { readonly zh: string; readonly en: string }, most: number) =>
    `"${level}" is above the claimed level (${claim.en}); write ${most === 1 ? '1' : `1 to ${most}`}`,
  nothingInScope: 'there is nothing to be scored in this scope',
  unsound: (path: string) =>
    `"${path}" cannot be changed as it is: correct the errors above, then run assess score again`,
  askUnsound: (errors: number, skipped: number) =>
    `The sheet has ${counted(errors, 'error')}. ${skipped ? `The other requirements can be scored; the ${skipped} with errors are skipped this time and not touched.` : 'None is in an answer to a requirement: all of them can be scored, and what has errors is not touched.'} Go on?`,
  askJournal: (answers: number, time: string, named: string) =>
    `${entries(answers)} of last time could not be written to the file and stayed in a journal of ${time}: ${named}. Write them now?`,
  askMoved: (old: string, answers: number, time: string, named: string) =>
    `"${old}", a sheet of the same name, is gone from its place. ${entries(answers)} could not be written to it and stayed in a journal of ${time}: ${named}. Write them to this sheet?`,
  journalChoices: {
    apply: 'write them now',
    later: 'leave them, ask again next time',
    discard: 'throw the journal away',
  },
  askDiscard: (answers: number) =>
    `${entries(answers)} will be lost and cannot be brought back. Throw the journal away?`,
  discardChoices: { keep: 'no, keep it', discard: 'throw it away' },
  journalOfGone: (time: string, path: string) =>
    `what could not be written to it was kept in the journal ${path} at ${time}. If the sheet is at another place now, assess score offers it there, as long as the file has the same name`,
  journalUnreadable: (path: string) => `the journal ${path} cannot be read; it was left alone`,
  journalDone: (answers: number) => `${entries(answers)} written`,
  yes: 'go on',
  no: 'stop',
  progress: (at: number, count: number) => `${at}/${count}`,
  typical: 'Ask to see',
  cut: (lines: number) => `… ${counted(lines, 'more line')}: press m`,
  cutHere: (lines: number) => `… ${counted(lines, 'more line')}`,
  linesShown: (from: number, to: number, count: number) => `lines ${from}–${to} of ${count}`,
  entryShown: (at: number, count: number) => `row ${at} of ${count}`,
  recorded: 'Recorded',
  halfHere: (key: string) => `something is half written; press ${key} to go on with it`,
  nothingRecorded: 'nothing yet',
  current: 'now',
  score: 'score',
  evidence: 'evidence',
  finding: 'finding',
  improvement: 'improvement',
  advice: 'Advice',
  unregistered: 'not registered',
  status: (scored: number, count: number) => `${scored}/${count} scored`,
  itemScore: (score: string, scored: number, count: number) => `item ${score} (${scored}/${count})`,
  levelScore: (level: string, score: string) => `${level} ${score}`,
  outlook: { open: 'still reachable', secured: 'certain to be reached', unreachable: 'out of reach' },
  unsaved: (count: number) => `${count} not in the file yet`,
  provisional: 'Provisional requirement: the wording is not known; scored as a whole',
  keys: {
    enter: 'Enter next',
    back: 'b previous',
    stay: 'b back',
    byNumberOnly: 'write a number',
    byNumberOpen: 'a number chooses, an empty line goes back',
    byNumber: 'a number chooses, words search, an empty line goes back',
    byNumberNew: 'a number chooses or drops, words search, + registers new evidence, an empty line ends',
    evidence: 'e evidence',
    finding: 'f finding',
    editor: 'v editor',
    improvement: 'i improvement',
    clear: '- clear',
    undo: 'u undo',
    jump: 'g jump',
    open: 'l open work',
    more: 'm more',
    help: '? help',
    quit: 'q quit',
    toggle: 'Enter choose or drop',
    move: '↑↓ move',
    done: 'Esc done',
    cancel: 'Esc back',
    go: 'Enter go there',
    goOn: 'Enter go on',
    leaveLost: 'x leave without them',
    tryAgain: 'Enter try to save again',
    overview: 'o overview',
    leave: 'Enter leave',
    again: 'r from the start',
    mine: 'k keep mine',
    theirs: 't take theirs',
    later: 'Ctrl-C decide next time',
    keep: 'Enter accept',
    emptyKeeps: 'an empty line keeps it',
    dashClears: '- empties it',
    emptySkips: 'an empty line leaves it out',
    backLine: '< back',
    complete: 'Tab completes the path',
    scroll: '↑↓ PgUp PgDn scroll   Enter back   other keys as on the card',
    pages: '↑↓ PgUp PgDn scroll',
    closePage: 'Enter back',
  },
  prompt: { card: 'Score', jump: 'Jump to (id, name or words)', evidence: 'Find evidence' },
  ask: {
    finding: 'Finding',
    measure: 'Improvement measure',
    owner: 'Owner',
    due: 'Due date (like 2026-06-30, may stay empty)',
    title: 'Title of the evidence',
    method: 'Method (its number, may stay empty)',
    file: "File (in the sheet's folder, may stay empty)",
    date: 'Date of the evidence (like 2026-03-01, may stay empty)',
  },
  label: { title: 'title', method: 'method', file: 'file', date: 'date' },
  fault: {
    method: 'There is no such method; write one of the numbers, or leave it empty',
    date: 'This is no date; write it like 2026-03-01',
    characters: 'There are invisible or reordering characters in it; please take them out',
    empty: 'The title cannot be empty',
    folder: 'This is a folder; name a file in it',
    missing: 'There is no such file; check its name, or leave it empty for now',
    outside: "Only a relative path within the sheet's folder",
  },
  register: (title: string) => (title === '' ? '+ register new evidence' : `+ register new evidence "${title}"`),
  noHits: 'nothing found',
  andOthers: (named: string) => `${named} and others`,
  nothingOpen: 'nothing is open any more',
  overviewTitle: 'Items: scored, score, gaps',
  openTitle: (count: number) => `${count} still open`,
  lacks: { score: 'not scored', measure: 'no measure', evidence: 'no evidence' },
  itemDone: (name: string) => `${name}: result of the item`,
  noGaps: (highest: string) => `No gaps: everything is “${highest}”.`,
  gaps: (count: number) => `${count} ${count === 1 ? 'gap' : 'gaps'}`,
  itemOpen: (count: number) => `${count} not scored yet`,
  conflictTitle: (count: number) =>
    `Somebody changed this answer in the file, and this is where it differs from yours. Which one is to be kept?${count > 1 ? ` (${count} to decide)` : ''}`,
  common: 'the same on both sides, kept either way',
  mine: 'mine',
  theirs: 'in the file',
  endNone: { gaps: 'No requirement of this scope has a gap', all: 'There is nothing in this scope' },
  endLost: (count: number) =>
    `If you leave now, ${count === 1 ? '1 entry' : `${count} entries`} will be lost: the disk cannot be written`,
  endThrough: 'All requirements of this scope are scored',
  endLast: 'This was the last one of this scope',
  halfWritten: (places: string) => `Half-written texts are kept for the next session: ${places}`,
  endQuit: 'Leave? Every answer is saved',
  endUnsaved: (count: number) => `Leave? ${count} not in the file yet`,
  notice: {
    scored: (id: string, score: string) => `${id} scored ${score}, saved`,
    cleared: (id: string) => `the score of ${id} was cleared, saved`,
    saved: (id: string) => `${id} saved`,
    undone: (id: string, registered: string | null) =>
      `the change of ${id} was undone, saved${registered ? `; its new evidence ${registered} stays in the register` : ''}`,
    scoredOnly: (id: string, score: string) => `${id} scored ${score}`,
    otherClaim:
      'somebody tailored items differently in the file, or changed how the claim is read; that counts here now',
    kept: (name: string, side: string) => `${name}: ${side} kept, saved`,
    keptSide: { mine: 'your answer', theirs: 'the answer in the file' },
    nothingToUndo: 'nothing left to undo',
    first: 'this is the first one',
    unknownKey: (key: string) => `"${key}" is no key here; ? shows the keys`,
    unknownElsewhere: (key: string) => `"${key}" is no key here; the keys are shown below`,
    merged: (answers: number, restored: number, which: string) =>
      [
        answers ? `the file was changed outside: ${answers} taken in${which ? ` (${which})` : ''}` : '',
        restored ? `${restored} overwritten ${restored === 1 ? 'answer' : 'answers'} put back` : '',
      ]
        .filter(Boolean)
        .join('; '),
    notSaved: (reason: string, journal: string | null) =>
      `not written to the file: ${reason}. The answer is kept ${journal ? `in the journal ${journal}` : 'in memory only, so please do not leave'}; the next save tries again${journal ? '' : ' (q and Enter: at once)'}`,
    unreachable: (reason: string) => `the file cannot be read now: ${reason}. Every answer given has been saved`,
    savedAgain: 'the file can be written again: everything kept is saved',
    notEdited: 'the editor saved nothing; the finding is as it was',
    goOn: (places: string) => `texts are still half written: ${places}; press f, i or e there to go on`,
    setAside: (key: string, isKept: boolean) =>
      `what you were writing is kept for now${isKept ? '' : ' (in memory only: the disk cannot be written)'}; press ${key} to go on with it`,
    draftOlder:
      'the line has what you had half written; something else was recorded since (see above), and Enter replaces it',
    readAsGbk: 'the editor did not save UTF-8; it was read as GBK, please check the text',
    noCandidates: 'no file has that in its name',
    pasted: 'several characters came at once and were not taken for keys; press f first to write a finding',
    pastedElsewhere: 'several characters came at once and were not taken for keys',
    noEditor: (reason: string) => `the editor did not work: ${reason}. Set EDITOR or VISUAL, or press f`,
    notRead: (file: string) =>
      `the text from the editor is in no known encoding; the finding is as it was. The text is kept in ${file}: save it as UTF-8, then press v and paste it`,
    layout: (id: string, journal: string | null) =>
      `${id} is laid out too unusually to be changed safely; it is kept ${journal ? 'in the journal' : 'in memory'}, please enter it with an editor`,
  },
  reason: (code: string) => reasons[code as SaveReason] ?? code,
  helpScores: (scores: string) => `score: ${scores}; then on to the next`,
  /** Keys, and what they do. */
  help: [
    ['Enter s', 'leave it, next'],
    ['b', 'previous'],
    ['-', 'clear the score'],
    ['e', 'evidence: find and choose in the register, or register a new entry there and then'],
    ['f', 'finding (one line)'],
    ['v', 'a longer finding in the editor'],
    ['i', 'improvement: measure, owner, due date'],
    ['g /', 'jump to an item or requirement by id, name or words'],
    ['l', 'what is open: without a score, a measure or evidence'],
    ['o', 'overview: of each item how many are scored, its score and gaps'],
    ['m', 'all typical evidence and advice, and what is recorded in full'],
    ['u', 'undo, again and again'],
    ['q', 'leave. Each answer is written at once: leave at any time and go on later'],
    ['', 'full-width digits and letters work as well'],
  ],
  helpPages: ['PgUp PgDn', 'turn lists and long pages; Home and End go to their ends'],
  summary: {
    scored: (scored: number, count: number, level: string, score: string) =>
      `${scored}/${count} scored, ${level} ${score}`,
    verdict: (verdict: string, provisional: boolean) =>
      `${provisional ? 'provisional verdict' : 'verdict'}: ${verdict}`,
    missing: (scores: number, improvements: number, evidence: number) =>
      `missing: ${[
        scores ? counted(scores, 'score') : '',
        improvements ? counted(improvements, 'improvement measure') : '',
        evidence ? `evidence for ${counted(evidence, 'requirement')}` : '',
      ]
        .filter(Boolean)
        .join(', ')}`,
    complete: 'scores, improvement measures and evidence are complete',
    undecided: (names: string) =>
      `Changed on both sides, and not decided yet: ${names}. The file has the other one, the journal yours; assess score will ask again`,
    lostEntries: 'Add this below evidence in the sheet:',
    lostTexts: 'Half-written texts could not be kept. They were:',
    unsaved: (count: number, journal: string | null) =>
      journal
        ? `${count} could not be written to the file and are kept in the journal ${journal}; assess score will offer them next time`
        : `${count} could not be written to the file, and no journal could be kept. This is what to give again once the file can be written:`,
    errors: (errors: number, command: string) =>
      `${counted(errors, 'error')} told at the beginning still to be mended; then: ${command}`,
    next: (command: string) => `next: ${command}`,
  },
};
