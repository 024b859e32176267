"""Measure the coder on human-annotated data: `python evaluation/measure.py --gold FOLDER`.

FOLDER holds JSON Lines files of annotated news: pairs `plv_*` and `aw_*`, whole articles `articles_*` with
their scorer `score_articles.py`, relevance `cameo_annotators_*`, deeds of police `india_police_events_*`,
incidents of terror `muc4_*`, actor phrases `ngec_actors_*`, places `geo_*`. They are not part of this
project; without them this command says so and does nothing. It writes `scores.json`, which `gate.py` holds
against the floors, and `scores.md`.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.cli.evaluate import evaluate_pairs
from dragoman.documents.clean import clean
from dragoman.pipeline import Tools, code_article, load_tools
from dragoman.records.article import Article
from dragoman.records.event import Event
from dragoman.records.language import Mention, MentionKind, Span
from dragoman.records.published import to_json
from dragoman.resolve.actors import resolve_actors
from dragoman.resolve.dates import resolve_date
from dragoman.resolve.gazetteer import distance
from dragoman.resolve.places import find_places
from fingerprint import fingerprint

HERE = Path(__file__).parent
COOPERATION = {1, 2}  # quad classes
NEAR_ENOUGH_KM = 161.0  # a hundred miles, the measure of this field
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One kind of gold file: its name's beginning, what it asks, and how it is scored."""

    prefix: str
    asks: str
    score: Callable[[Path, Tools], dict[str, float]]


def main() -> None:
    """Score every data set that the folder holds and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, help="folder with the annotated data")
    options = parser.parse_args()
    if options.gold is None or not options.gold.is_dir():
        print("no folder of annotated data given: nothing measured (see --help)", file=sys.stderr)
        return
    tools = load_tools()
    results = []
    for data_set in DATA_SETS:
        for path in sorted(options.gold.glob(f"{data_set.prefix}_*.jsonl")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            scores = data_set.score(path, tools)
            print(f"{path.stem:28} {scores}", file=sys.stderr)
            results.append({"data": path.stem, "asks": data_set.asks, "sha256": digest, "scores": scores})
    today = date.today().isoformat()  # noqa: DTZ011 - the day of measurement, for people
    table = {"coder": tools.coder_version, "fingerprint": fingerprint(), "day": today, "results": results}
    (HERE / "scores.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    (HERE / "scores.md").write_text(_markdown(table), encoding="utf-8")


def score_given_pairs(path: Path, tools: Tools) -> dict[str, float]:
    """Macro F1 and accuracy over the roots of given pairs, then over quads and over sides."""
    answers, scores = evaluate_pairs(path, tools)
    gold = [record["events"][0]["quad"] for record in _records(path)]
    quads = {name: found.quad for name, found in tools.codebook.categories.items()}
    coded = [PLV_QUADS.get(answer["plover"], quads[answer["plover"]]) for answer in answers]
    named = [QUAD_NAMES[quad] for quad in coded]
    sides = [(name.split("_")[1], answer.split("_")[1]) for name, answer in zip(gold, named, strict=True)]
    return {
        "root macro F1": scores["macro F1"],
        "root accuracy": scores["accuracy"],
        "quad macro F1": _macro(zip(gold, named, strict=True)),
        "cooperation or conflict macro F1": _macro(sides),
    }


def score_sides(path: Path, tools: Tools) -> dict[str, float]:
    """Macro F1 of cooperation against conflict."""
    answers, _ = evaluate_pairs(path, tools)
    coded = [
        "cooperation" if tools.codebook.categories[answer["plover"]].quad in COOPERATION else "conflict"
        for answer in answers
    ]
    gold = [record["events"][0]["binary"] for record in _records(path)]
    return {"cooperation or conflict macro F1": _macro(zip(gold, coded, strict=True))}


def score_whole_articles(path: Path, tools: Tools) -> dict[str, float]:
    """F1 of events in whole articles, by the scorer that comes with them."""
    articles = [
        Article(r["id"], r["text"], r["id"], r.get("title"), _day(r.get("published"))) for r in _records(path)
    ]
    coded = [event for article in articles for event in code_article(article, tools)[1]]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        lines.writelines(to_json(event) + "\n" for event in coded)
        lines.flush()
        command = [sys.executable, str(path.parent / "score_articles.py"), str(path), lines.name, "--json"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures = {name: value[2] if isinstance(value, list) else value for name, value in report.items()}
    gold = {record["id"]: record["events"] for record in _records(path)}
    told = [(event.confidence.overall, _is_right(event, gold[event.article_id])) for event in coded]
    return figures | {"calibration (100 less its error)": round(100 * (1 - calibration_error(told)), 1)}


def _is_right(event: Event, gold: Sequence[Record]) -> bool:
    """Whether a gold event has the category, overlaps the trigger and names the same countries."""
    start, end = event.trigger.span
    sides = (("sources", event.sources), ("targets", event.targets))
    return any(
        one["category"] == event.category
        and one["trigger"]["start"] < end
        and start < one["trigger"]["end"]
        and all({p["country"] for p in one[side]} == {p.country for p in ours} for side, ours in sides)
        for one in gold
    )


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and share of right ones lie apart, over equal bins."""
    parts = [[one for one in told if min(int(one[0] * bins), bins - 1) == number] for number in range(bins)]
    apart = (abs(sum(share for share, _ in part) - sum(right for _, right in part)) for part in parts)
    return sum(apart) / max(1, len(told))


def score_relevance(path: Path, tools: Tools) -> dict[str, float]:
    """F1 of "tells an event", and micro F1 of the CAMEO roots, statements and appeals left out."""
    records = list(_records(path))
    coded = _events_by_record(records, tools)
    told = [(r["consensus"]["relevant"], bool(events)) for r, events in zip(records, coded, strict=True)]
    gold_roots = [set(r["consensus"]["roots_majority"]) - {"01", "02"} for r in records]
    coded_roots = [{event.cameo[:2] for event in events} - {"01", "02"} for events in coded]
    pairs = list(zip(gold_roots, coded_roots, strict=True))
    return {
        "relevance F1": _f1(
            sum(gold and ours for gold, ours in told),
            sum(gold for gold, _ in told),
            sum(ours for _, ours in told),
        ),
        "roots micro F1": _f1(
            sum(len(gold & ours) for gold, ours in pairs),
            sum(len(gold) for gold, _ in pairs),
            sum(len(ours) for _, ours in pairs),
        ),
    }


def score_police_deeds(path: Path, tools: Tools) -> dict[str, float]:
    """F1 by sentence of what police are told to have done: anything, arrests, force."""
    counts = {label: [0, 0, 0] for label in ("ANY_ACTION", "ARREST", "FORCE")}
    for record in _records(path):
        text, starts = "", list[int]()
        for sentence in record["sentences"]:
            starts.append(len(text))
            text += sentence["text"] + "\n"
        _, events = code_article(
            Article(record["id"], text, record["id"], None, _day(record["published"])), tools
        )
        coded = [set[str]() for _ in starts]
        for event in events:
            coded[bisect_right(starts, event.trigger.span[0]) - 1] |= _police_deeds(event)
        for sentence, ours in zip(record["sentences"], coded, strict=True):
            for label, found in counts.items():
                gold = label in sentence["labels"]
                found[0] += gold and label in ours
                found[1] += gold
                found[2] += label in ours
    return {f"{label} F1 by sentence": _f1(*found) for label, found in counts.items()}


def _police_deeds(event: Event) -> set[str]:
    """The labels of one event done by police; an arrest by nobody named is theirs."""
    told = {"ARREST": "arrest" in event.mode}
    named = any(party.sector == "COP" for party in event.sources)
    if event.modality != "actual" or not (named or (told["ARREST"] and not event.sources)):
        return set()
    told["FORCE"] = event.category == "ASSAULT" or "crowd-control" in event.mode
    return {"ANY_ACTION"} | {label for label, holds in told.items() if holds}


def score_incidents(path: Path, tools: Tools) -> dict[str, float]:
    """F1 by article of attacks and abductions, and of any incident at all."""
    gold, coded = list[set[str]](), list[set[str]]()
    for record in _records(path):
        events = _events_by_record([record], tools)[0]
        gold.append(
            {INCIDENTS[kind] for one in record["templates"] for kind in one["type"] if kind in INCIDENTS}
        )
        coded.append({_incident(event) for event in events} - {None})
    pairs = list(zip(gold, coded, strict=True))
    figures = {
        f"{kind} F1 by article": [(kind in told, kind in ours) for told, ours in pairs]
        for kind in dict.fromkeys(INCIDENTS.values())
    }
    figures["any F1 by article"] = [(bool(told), bool(ours)) for told, ours in pairs]
    return {
        name: _f1(sum(a and b for a, b in both), sum(a for a, _ in both), sum(b for _, b in both))
        for name, both in figures.items()
    }


def _incident(event: Event) -> str | None:
    if event.category != "ASSAULT" or event.modality == "negation":
        return None
    return "kidnapping" if "abduct" in event.mode else "attack"


def score_actor_phrases(path: Path, tools: Tools) -> dict[str, float]:
    """Share of actor phrases with the right country and sector, of those whose answer is fixed."""
    right = {"country": list[bool](), "sector": list[bool]()}
    for record in _records(path):
        expected = record["expected"] or {"country": "", "sector": ""}
        answer = _actor(record, tools)
        for field, outcomes in right.items():
            if field in expected:
                outcomes.append((answer.get(field) or "") == expected[field])
    return {f"{field} right": round(100 * sum(o) / len(o), 1) for field, o in right.items()}


def _actor(record: Record, tools: Tools) -> dict[str, str | None]:
    text = record["actor"]
    document = clean(
        Article("actor", text, "actor", record.get("context"), _day(record.get("as_of") or "2022-12-01"))
    )
    mention = Mention(Span(0, len(text)), MentionKind.PARTY)
    actor = resolve_actors(document, [mention], tools.names, tools.agents)[mention.span][0]
    return {"country": actor.country, "sector": actor.sector}


def score_places(path: Path, tools: Tools) -> dict[str, float]:
    """Share of given place names put within 161 km of where they lie, and of those put anywhere."""
    outcomes = list[bool | None]()
    for record in _records(path):
        gold = {Span(p["start"], p["end"]): p for p in record["places"] if p.get("lat") is not None}
        found = find_places(gold, record["text"], tools.gazetteer, tools.names)
        for span, told in gold.items():
            ours = found[span]
            if ours.lat is None or ours.lon is None:
                outcomes.append(None)
            else:
                apart = distance((told["lat"], told["lon"]), (ours.lat, ours.lon))
                outcomes.append(apart <= NEAR_ENOUGH_KM)
    right = sum(bool(outcome) for outcome in outcomes)
    located = sum(outcome is not None for outcome in outcomes)
    return {
        "within 161 km": round(100 * right / len(outcomes), 1),
        "within 161 km, of those located": round(100 * right / max(1, located), 1),
    }


def _events_by_record(records: Iterable[Record], tools: Tools) -> list[list[Event]]:
    articles = [Article(r["id"], r["text"], r["id"], None, _day(r.get("published"))) for r in records]
    return [code_article(article, tools)[1] for article in articles]


def _records(path: Path) -> Iterable[Record]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _day(text: str | None) -> date | None:
    """The day of an ISO date, or of one in words ("October 1, 2022")."""
    found = resolve_date(text, Span(0, 0), None, ahead=False) if text else None
    return found.start if found else None


def _f1(right: int, gold: int, coded: int) -> float:
    return round(200 * right / (gold + coded), 1) if gold + coded else 0.0


def _macro(pairs: Iterable[tuple[str, str]]) -> float:
    known = list(pairs)
    classes = sorted({gold for gold, _ in known})
    scores = [
        _f1(
            sum(gold == coded == name for gold, coded in known),
            sum(gold == name for gold, _ in known),
            sum(coded == name for _, coded in known),
        )
        for name in classes
    ]
    return round(sum(scores) / len(scores), 1)


def _markdown(table: Mapping[str, Any]) -> str:
    rows = [
        f"| {result['data']} | {result['asks']} | {name} | {value} |"
        for result in table["results"]
        for name, value in result["scores"].items()
    ]
    return "\n".join(
        [
            "# Scores on data that the model never saw",
            "",
            f"Coder `{table['coder']}`, measured {table['day']} with",
            "`python evaluation/measure.py --gold FOLDER`; in percent, higher is better. Written by that",
            "command; the floors are in `floors.json`.",
            "",
            "| data set | asks | figure | value |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


# The pairs' own grouping: SANCTION and both ways of giving way count as material there.
PLV_QUADS = {"CONCEDE": 2, "RETREAT": 2, "SANCTION": 4}
QUAD_NAMES = {
    1: "verbal_cooperation",
    2: "material_cooperation",
    3: "verbal_conflict",
    4: "material_conflict",
}
# Armed attacks of every kind are one here: which weapon was used is another field of the record.
INCIDENTS = {"ATTACK": "attack", "BOMBING": "attack", "ARSON": "attack", "KIDNAPPING": "kidnapping"}
DATA_SETS = (
    DataSet("plv", "event type of a given pair", score_given_pairs),
    DataSet("aw_wikievents", "cooperation or conflict of a given pair", score_sides),
    DataSet("articles", "events in whole articles", score_whole_articles),
    DataSet("cameo_annotators", "is there an event, and which", score_relevance),
    DataSet("india_police_events", "what police did, in lower-case text", score_police_deeds),
    DataSet("muc4", "which incidents, in upper-case text", score_incidents),
    DataSet("geo", "where a given place name lies", score_places),
    DataSet("ngec_actors", "country and sector of an actor phrase", score_actor_phrases),
)

if __name__ == "__main__":
    main()
