"""`roleplay grade`: one conversation or thousands, each graded, and a bad one never costs the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from roleplay.formats.agreement import AGREEMENT

from .conftest import command, environment

KEYS = ["file", "id", "scenario", "seed", "transcript", "outcome", "rubrics", "critical", "grader"]
SAID = (
    ("customer", "You sent me blue trainers <b>again</b>. I ordered green ones and need them on Saturday."),
    ("agent", "Hello, this is Tom. We apologise for any inconvenience caused."),
    ("customer", "I told you already: I need the green ones by Saturday. Will they come?"),
    ("agent", "I'll send the green pair today and write to you by 17:00. Does that work for you? Regards, Tom"),
    ("customer", "Yes, thanks."),
)
HOSTILE = "\x1b[2J\x1b]0;x\x07\u202e<script>alert(1)</script> %s {0} [/x] _under_ \"&'"


def transcript(**keys: object) -> str:
    return json.dumps({"messages": [{"role": role, "content": text} for role, text in SAID]} | keys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven good transcripts in three files of three kinds, and two bad ones."""
    made = tmp_path / "calls"
    (made / "deeper").mkdir(parents=True)
    (made / "a.txt").write_text("\n".join(f"{role.capitalize()}: {text}" for role, text in SAID))
    (made / "b.json").write_text(transcript(id="b", kind="product-question"))
    lines = [transcript(id=f"c-{n}", kind="angry") for n in range(5)]
    lines.insert(2, "{oops")
    lines.append('{"messages": [{"role": "assistant", "content": "x"}]}')
    (made / "deeper" / "c.jsonl").write_text("\n".join(lines))
    (made / "notes.md").write_text("no transcript")
    (made / ".hidden.json").write_text("{}")
    return made


def rows(out: str) -> list[dict]:
    return [json.loads(one) for one in out.splitlines()]


def test_one_conversation_is_a_plain_page(run, folder: Path):
    done = run("grade", folder / "a.txt")
    assert (done.code, done.err) == (0, "")
    for words in ("What worked", "One thing to change in each skill", "Empathy:", "“", AGREEMENT.split()[0]):
        assert words in done.out
    assert "For training content and service design, not for judging people." in " ".join(done.out.split())
    page = done.out.partition("\n")[2]
    for word in ("_", "None", "null", "Tom", "EM1", "no_opportunity"):
        assert word not in page, word
    assert all(len(line) <= 80 for line in page.splitlines())


def test_json_has_the_contract_s_keys_a_line_for_each_in_order(run, folder: Path):
    done = run("grade", folder, "--json")
    assert done.code == 2
    found = rows(done.out)
    assert [list(one) for one in found] == [KEYS] * 7
    assert [(Path(one["file"]).name, one["id"]) for one in found] == [
        ("a.txt", None),
        ("b.json", "b"),
        *(("c.jsonl", f"c-{n}") for n in range(5)),
    ]
    assert (found[0]["scenario"], found[0]["seed"], found[0]["outcome"]) == (None, None, None)


def test_bad_transcripts_are_told_with_their_place_and_what_to_do(run, folder: Path):
    err = run("grade", folder, "--json").err
    assert "c.jsonl:3:2: this is not JSON" in err
    assert 'c.jsonl:7:16: messages[1].role: must be one of: customer, agent (write "agent")' in err
    assert "2 of 9 could not be graded." in err


@pytest.mark.parametrize("form", [("--json",), ()])
def test_any_number_of_jobs_gives_the_same_bytes(process, folder: Path, form: tuple[str, ...]):
    one, three = (process("grade", folder, *form, "--jobs", jobs, PYTHONHASHSEED=str(jobs)) for jobs in (1, 3))
    assert (one.code, one.out) == (three.code, three.out)
    assert one.code == 2


def test_skills_follow_from_the_kind_the_case_or_the_command(run, folder: Path, tmp_path: Path):
    def skills(*arguments: object, stdin: str = "") -> set[str]:
        return {one["id"] for one in rows(run("grade", "--json", *arguments, stdin=stdin).out)[0]["rubrics"]}

    assert "product-knowledge" in skills(folder / "b.json")
    assert "conflict-resolution" in skills("-", stdin=transcript(kind="conflict"))
    unknown = skills("-", stdin=transcript())
    assert {"active-listening", "empathy", "resolution", "effective-communication"} <= unknown
    assert not {"conflict-resolution", "product-knowledge"} & unknown
    assert skills(folder / "b.json", "--rubric", "empathy") == {"empathy"}
    assert "conflict-resolution" not in skills("-", "--scenario", "wrong-colour", stdin=transcript(kind="conflict"))


def test_a_transcript_names_its_own_case_and_the_command_has_the_last_word(run, library: Path):
    def graded(name: str, *arguments: object):
        return run("grade", "-", "--json", "--library", library, *arguments, stdin=transcript(id="t", scenario=name))

    (found,) = rows(graded("wrong-colour").out)
    assert found["scenario"] == "wrong-colour"
    assert found["outcome"]["ending"]
    assert found["transcript"][1]["state"]["anger"] > 0
    assert rows(graded("wrong-colour", "--scenario", "late-parcel").out)[0]["scenario"] == "late-parcel"
    done = graded("wrong-color")
    assert (done.code, done.out) == (2, "")
    assert 'standard input:1:1: there is no scenario "wrong-color" (did you mean "wrong-colour"?)' in done.err


def test_a_transcript_names_no_file_of_this_computer(run, library: Path):
    path = library / "scenarios" / "late-parcel.toml"
    done = run("grade", "-", "--json", stdin=transcript(scenario=str(path)))
    assert (done.code, done.out) == (2, "")
    assert "by its id" in done.err


def test_many_are_a_line_each_and_one_page_about_them_all(run, folder: Path):
    out = run("grade", folder).out
    lines = out.partition("\n\n")[0].splitlines()
    assert len(lines) == 7
    assert all(": Active listening " in line for line in lines)
    page = " ".join(out.partition("\n\n")[2].split())
    for words in (
        "7 conversations together",
        "2 more could not be graded",
        "who wrote the replies is not known here",
        "What was most often missing",
        "What the service itself should change",
        "Customers had to say something again, in 7 of 7.",
        "For training content and service design, not for judging people.",
        AGREEMENT,
    ):
        assert words in page, words
    for word in ("_", "None", "null", "Tom"):
        assert word not in page, word


def test_below_five_conversations_there_are_no_totals(run):
    page = run("grade", "-", stdin="\n".join([transcript()] * 4)).out.partition("\n\n")[2]
    assert "There are totals from 5 conversations up" in page
    assert " of 4" not in page
    assert "not yet 0" not in page


class Outline(HTMLParser):
    """What a browser would make of the page: its elements, headings and text."""

    VOID = ("meta", "link", "img", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag[:1] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def test_the_html_page_stands_alone_and_is_well_ordered(run, folder: Path, tmp_path: Path):
    target = tmp_path / "report.html"
    done = run("grade", folder, "--html", target)
    assert (done.code, done.out) == (2, "")
    assert f"Written: {target}" in done.err
    text = target.read_text()
    page = Outline(text)
    assert page.open == []
    assert ("html", {"lang": "en"}) in page.tags
    assert not {"script", "link", "img", "iframe", "a", "b"} & {tag for tag, _ in page.tags}
    assert not any(
        name in ("src", "href", "style") or name.startswith("on") for _, attrs in page.tags for name in attrs
    )
    assert "url(" not in text
    assert "@import" not in text
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert page.headings.count(2) == 8
    assert page.text.index("7 conversations together") < page.text.index("a.txt")
    assert "<b>again</b>" in page.text


def test_what_people_wrote_is_only_text_on_every_page(process, tmp_path: Path):
    said = [
        ("customer", f"Where is it? {HOSTILE}"),
        ("agent", f"I'm sorry {HOSTILE}. I will send it by 5 pm. {HOSTILE}"),
    ]
    messages = [{"role": role, "content": text} for role, text in said]
    path = tmp_path / "<i>\x1b[2J.jsonl"
    path.write_text("\n".join(json.dumps({"id": HOSTILE, "messages": messages}) for _ in range(6)))
    target = tmp_path / "report.html"
    for form in ((), ("--json",), ("--html", target)):
        done = process("grade", path, *form)
        assert done.code == 0
        for stream in (done.out, done.err):
            assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(stream)
    page = Outline(target.read_text())
    assert not {"script", "i"} & {tag for tag, _ in page.tags}
    assert "<script>" in page.text
    assert not {"\x1b", "\x07", "\u202e"} & set(page.text)


def test_thousands_get_no_more_pages_than_anybody_reads(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("roleplay.cli.graded.MOST_PAGES", 3)
    target = tmp_path / "report.html"
    run("grade", "-", "--html", target, stdin="\n".join(transcript(id=f"t{n}") for n in range(6)))
    page = Outline(target.read_text())
    assert page.headings.count(2) == 4
    assert "The first 3 follow" in page.text
    assert "all 6 are counted" in page.text


def test_a_file_that_is_there_is_never_written_over(run, folder: Path, tmp_path: Path):
    target = tmp_path / "report.html"
    target.write_text("mine")
    done = run("grade", folder, "--html", target)
    assert done.code == 2
    assert "of this name already" in done.err
    assert target.read_text() == "mine"
    assert run("grade", folder, "--html", tmp_path / "none" / "x.html").code == 2
    assert run("grade", folder, "--html", tmp_path / "x.html", "--json").code == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["calls", "report.html"]


def test_nothing_is_graded_twice(run, folder: Path):
    (folder / "link.txt").symlink_to(folder / "a.txt")
    found = rows(run("grade", folder / "a.txt", folder / "a.txt", folder, "--json").out)
    assert len(found) == 7


def test_what_is_no_transcript_is_told_and_the_rest_done(run, tmp_path: Path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "empty.jsonl").write_text("\n\n")
    (tmp_path / "nul.json").write_bytes(b"{}\x00")
    (tmp_path / "huge.json").write_bytes(b'{"messages": "' + b"x" * 1_200_000 + b'"}')
    (tmp_path / "long.jsonl").write_bytes(b'{"id": "' + b"x" * 1_200_000 + b'"}\n' + transcript(id="after").encode())
    (tmp_path / "lost.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.json").write_bytes(b"\xef\xbb\xbf" + transcript(id="good").encode())
    os.mkfifo(tmp_path / "pipe.json")
    done = run("grade", tmp_path, "--json")
    assert done.code == 2
    assert [one["id"] for one in rows(done.out)] == ["good", "after"]
    for words in (
        "empty.txt:1:1: there is no message in it",
        "empty.jsonl: there is no transcript in it",
        "nul.json:1:3: this is not a text file: it holds a NUL byte",
        "huge.json: this file is too large",
        "long.jsonl:1:1: this transcript is too large",
        "lost.json: there is no such file",
        "6 of 8 could not be graded.",
    ):
        assert words in done.err, words
    assert "pipe.json" not in done.err


def test_a_folder_without_transcripts_and_names_of_nothing_are_told(run, tmp_path: Path):
    (tmp_path / "readme.md").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    done = run("grade", tmp_path, tmp_path / "nowhere.json", tmp_path / "pipe", "a\x00b")
    assert (done.code, done.out) == (2, "")
    for words in (
        "there are no transcripts in this folder",
        "no such file",
        "a device or a pipe",
        "no name for a file",
    ):
        assert words in done.err, words


def test_what_may_not_be_read_is_told(run, folder: Path):
    (folder / "a.txt").chmod(0)
    (folder / "deeper").chmod(0)
    if os.access(folder / "a.txt", os.R_OK):
        pytest.skip("nothing is forbidden to this user")
    done = run("grade", folder, "--json")
    (folder / "deeper").chmod(0o700)
    assert done.code == 2
    assert done.err.count("permissions forbid it") == 2
    assert len(rows(done.out)) == 1


def test_standard_input_may_be_one_transcript_or_many_of_any_kind(run, folder: Path):
    text = (folder / "a.txt").read_text()
    assert len(rows(run("grade", "-", "--json", stdin=text).out)) == 1
    pretty = json.dumps(json.loads(transcript()), indent=2)
    assert len(rows(run("grade", "-", "--json", stdin=pretty).out)) == 1
    many = f"\n{transcript()}\n{transcript()}\n"
    assert [one["file"] for one in rows(run("grade", "-", "--json", stdin=many).out)] == ["standard input"] * 2


def test_a_fault_in_one_transcript_does_not_lose_the_others(run, folder: Path, monkeypatch: pytest.MonkeyPatch):
    import roleplay.review.examiner as examiner

    good = examiner.assess

    def faulty(found, *rest, **more):
        if found.id == "c-1":
            raise KeyError("x")
        return good(found, *rest, **more)

    monkeypatch.setattr(examiner, "assess", faulty)
    done = run("grade", folder / "deeper", "--json")
    assert [one["id"] for one in rows(done.out)] == ["c-0", "c-2", "c-3", "c-4"]
    assert "c.jsonl:2:1: the program made a mistake of its own here (KeyError)" in done.err
    assert "Traceback" not in done.err


def test_an_unknown_skill_or_case_is_told_before_anything_is_graded(run, folder: Path):
    for arguments in (("--rubric", "empaty"), ("--scenario", "wrong-color")):
        done = run("grade", folder, *arguments, "--json")
        assert (done.code, done.out) == (2, "")
        assert "did you mean" in done.err


def test_an_interruption_stops_at_once_and_plainly(tmp_path: Path):
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(transcript(id=n) for n in range(2_000)))
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command("grade", path, "--json", "--jobs", 2),
        stdout=pipe,
        stderr=pipe,
        env=environment(),
        start_new_session=True,
    ) as running:
        assert running.stdout
        running.stdout.readline()
        # As a terminal does: to all of them.
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Stopped." in err
    assert b"Traceback" not in err


def test_a_reader_that_has_seen_enough_is_no_failure(folder: Path):
    line = " ".join(
        f"'{part}'" for part in command("grade", folder / "b.json", folder / "a.txt", "--json", "--jobs", 2)
    )
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -c 1"], capture_output=True, env=environment(), timeout=60
    )
    # A slow machine says how far it has come; nothing else may be said.
    told = [words for words in done.stderr.splitlines() if not words.endswith(b" graded.")]
    assert (done.returncode, told) == (0, [])
