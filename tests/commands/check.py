"""Checks the commands of a list that tests/commands/main.rs writes.

    python3 check.py COMMANDS.json FOLDER

FOLDER keeps tccli, which is taken from the package index once. Exit status 1: a command is wrong, or there is no tccli.
"""
import contextlib
import functools
import glob
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest.mock
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
# the services whose commands the catalogue uses, and those that tccli loads itself; the packages hold hundreds more
SERVICES = ("scf", "vpc", "cam", "sts", "cvm")
# options of tccli itself
OWN = {"--region", "--profile", "--secretId", "--secretKey", "--token", "--timeout", "--endpoint", "--filter", "--output",
       "--version", "--https-proxy", "--cli-input-json", "--cli-unfold-argument", "--language", "--detail", "--waiter"}
CONTAINERS = ("docker", "podman")
# how this ends where tccli cannot be had
UNREACHED = 77
# options of these before the name of the image are theirs, those behind it are the program's
RUNS = ("run", "exec", "create")


def taken(folder):
    """The folder with tccli and what it needs; fetched where it is not there yet."""
    with open(os.path.join(HERE, "requirements.txt"), encoding="utf-8") as file:
        wanted = file.read() + " ".join(SERVICES)
    mark = os.path.join(folder, "complete.txt")
    if os.path.exists(mark) and open(mark, encoding="utf-8").read() == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as wheels:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                 "--only-binary=:all:", "--timeout", "20", "--retries", "2", "-d", wheels, "-r", os.path.join(HERE, "requirements.txt")]
        got = subprocess.run(fetch, capture_output=True, text=True)
        if got.returncode:
            print("NO tccli, SO THE COMMANDS OF THE CATALOGUE ARE NOT CHECKED. It comes from the package index.\n"
                  + got.stderr[-2000:], file=sys.stderr)
            sys.exit(UNREACHED)
        for wheel in glob.glob(os.path.join(wheels, "*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(folder, [name for name in packed.namelist() if needed(name)])
    with open(mark, "w", encoding="utf-8") as file:
        file.write(wanted)
    return folder


def needed(name):
    """Whether a file of a package is of use here: of the services, only those of the catalogue."""
    parts = name.split("/")
    if name.startswith("tccli/services/"):
        return len(parts) == 3 or parts[2] in SERVICES
    if parts[0] == "tencentcloud":
        return len(parts) == 2 or parts[1] in SERVICES + ("common",)
    return True


def simple(text):
    """The simple commands of a snippet, each as its words, with the words of nested ones read too."""
    text = text.replace("\\\n", " ")
    # what stands in "…$(…)…" and in $(…) is a command as well
    for inner in re.findall(r"\$\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text):
        yield from simple(inner)
    text = re.sub(r"\$\(([^()]*(?:\([^()]*\)[^()]*)*)\)", "X", text)
    # quotes may span lines, so lines are cut where no quote is open
    lines, open_quote, line = [], None, ""
    for char in text + "\n":
        if char in "'\"" and open_quote in (None, char):
            open_quote = None if open_quote else char
        if char == "\n" and not open_quote:
            lines.append(line)
            line = ""
        else:
            line += char
    for line in lines:
        lexer = shlex.shlex(line, posix=True, punctuation_chars="();|&<>")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        words, redirect = [], False
        for word in lexer:
            if word and set(word) <= set("();|&<>"):
                redirect = "<" in word or ">" in word
                if not redirect:
                    yield words
                    words = []
            elif redirect:
                redirect = False
            else:
                words.append(word)
        yield words


def program(words):
    """The words from the program on: assignments and words of the shell are before it."""
    while words and (re.fullmatch(r"[A-Za-z_]+=.*", words[0], re.S) or words[0] in ("do", "then", "else", "time", "sudo", "{")):
        words = words[1:]
    return words


class Model:
    """What tccli says of its services."""

    def __init__(self, folder):
        self.folder, self.services = folder, {}

    def service(self, name):
        if name not in self.services:
            files = sorted(glob.glob(os.path.join(self.folder, "tccli", "services", name, "v*", "api.json")))
            self.services[name] = [json.load(open(file, encoding="utf-8")) for file in files]
        return self.services[name]

    def faults(self, words):
        """What is wrong with the words of a command."""
        if words[1:2] == ["configure"]:
            return [] if words[2:3] in (["get"], ["set"], ["list"]) else ["no such configure"]
        models = [model for model in self.service(words[1]) if words[2] in model["actions"]]
        if not models:
            return [f"{words[1]} has no action {words[2]}"]
        objects = models[-1]["objects"]
        members = {member["name"]: member for member in objects[models[-1]["actions"][words[2]]["input"]]["members"]}
        given, faults, at = {}, [], 3
        while at < len(words):
            option = words[at]
            value = words[at + 1] if at + 1 < len(words) and not words[at + 1].startswith("--") else None
            if not option.startswith("--"):
                faults.append(f"{option} belongs to nothing")
                at += 1
                continue
            at += 2 if value is not None else 1
            if option not in OWN and option[2:] not in members:
                faults.append(f"{words[2]} has no parameter {option}")
            elif value is None:
                faults.append(f"{option} has no value")
            given[option] = value
        own = [option for option in given if option not in OWN]
        if "--cli-input-json" in given:
            return faults + [f"{option} stands beside --cli-input-json" for option in own]
        for member in members.values():
            if member.get("required") and "--" + member["name"] not in given:
                faults.append(f"{words[2]} wants --{member['name']}")
        for option in own:
            if option[2:] in members and given[option] is not None:
                faults += self.value(objects, members[option[2:]], given[option], option)
        return faults

    def value(self, objects, member, value, option):
        if member["type"] == "int" and not re.fullmatch(r"\d+|[A-Z][A-Z_]+", value):
            return [f"{option} {value} is no number"]
        if member["type"] == "bool" and value.lower() not in ("true", "false"):
            return [f"{option} {value} is neither TRUE nor FALSE"]
        if member["type"] not in ("object", "list"):
            return []
        try:
            # a word in capitals that stands for a number
            value = json.loads(re.sub(r"(?<=:)[A-Z_]+(?=[,}])", "1", value))
        except ValueError as error:
            return [f"{option} is no JSON: {error}"]
        return self.shape(objects, member, value, option)

    def shape(self, objects, member, value, option):
        if member["type"] == "list":
            if not isinstance(value, list):
                return [f"{option} is no list"]
            inner = {"type": "object", "member": member["member"]}
            known = member["member"] in objects
            return [fault for one in value for fault in (self.shape(objects, inner, one, option) if known else [])]
        if member["type"] != "object" or member["member"] not in objects:
            return []
        if not isinstance(value, dict):
            return [f"{option} is no object"]
        members = {inner["name"]: inner for inner in objects[member["member"]]["members"]}
        faults = [f"{option} has no member {name}" for name in value if name not in members]
        for name in value:
            if name in members:
                faults += self.shape(objects, members[name], value[name], f"{option} {name}")
        return faults


class Stub(BaseHTTPRequestHandler):
    """Stands in for the cloud: takes every call, answers with nothing."""

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = b'{"Response": {"RequestId": "6add56fa-58f1-11e8-89a9-5254005d5fdb"}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def heard():
    """An output with the bytes below it, which tccli asks for."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def run(folder, calls):
    """Runs each call against the stub; what does not end well, with what tccli says."""
    sys.path.insert(0, folder)
    home = tempfile.mkdtemp()
    os.environ.update(HOME=home, TENCENTCLOUD_SECRET_ID="AKIDEXAMPLE", TENCENTCLOUD_SECRET_KEY="EXAMPLE", NO_PROXY="*")
    os.chdir(home)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # tccli loads the library of another product, which nothing here calls
    sys.modules["qcloud_cos"] = sys.modules["qcloud_cos.cos_exception"] = unittest.mock.MagicMock()
    from tencentcloud.common.profile import http_profile
    before = http_profile.HttpProfile.__init__

    def plain(self, *given, **named):
        before(self, *given, **named)
        self.protocol = "http://"
        self.scheme = "http"

    http_profile.HttpProfile.__init__ = plain
    with contextlib.redirect_stdout(heard()):
        from tccli import loaders
        from tccli.main import main
    for service in set(loaders.SERVICE_VERSIONS) - set(SERVICES):  # every call looks at each of them
        del loaders.SERVICE_VERSIONS[service]
    faults = []
    for words, files in calls:
        for name, content in files.items():
            with open(name, "w", encoding="utf-8") as file:
                file.write(content)
        sys.argv = words + ["--endpoint", f"127.0.0.1:{server.server_address[1]}"]
        if "--profile" in words:  # one that only the reader has
            del sys.argv[words.index("--profile"):words.index("--profile") + 2]
        out, said = heard(), io.StringIO()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
                status = main()
        except SystemExit as exit:
            status = exit.code
        except Exception as error:  # whatever tccli stumbles over is a fault of the command
            status, said = 1, io.StringIO(repr(error))
        if status:
            faults.append(f"{shlex.join(words)}: ended with {status}: {said.getvalue().strip()[-300:]}")
    server.shutdown()
    shutil.rmtree(home, ignore_errors=True)
    return faults


def numbered(word, option):
    """A number in place of a word in capitals that stands for one."""
    is_open = re.fullmatch(r"[A-Z][A-Z_]+", word) and re.search(r"(Timeout|Size|Num|Mem|Uin)$", option)
    return "1" if is_open else re.sub(r"(?<=:)[A-Z_]+(?=[,}])", "1", word)


def shape(words):
    """What is alike in two calls: action and options."""
    return tuple(words[:3] + sorted(word for word in words[3:] if word.startswith("--")))


@functools.cache
def help_of(command):
    """What a command of docker or podman says of itself; None where it is not here."""
    if not shutil.which(command[0]):
        return None
    text = subprocess.run([*command, "--help"], capture_output=True, text=True).stdout
    return text if re.search(r"^Usage:\s+" + " ".join(command), text, re.M) else None


def foreign_flags(words):
    """The flags that a command of docker or podman does not have; None where it is not here."""
    length = 2
    while (text := help_of(tuple(words[:length]))) and re.search(r"^(Management )?Commands:", text, re.M):
        length += 1
    if text is None:
        return None
    flags, faults = set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", text)), []
    for word in words[length:]:
        # behind the name of an image stand the flags of the program in it
        if words[1] in RUNS and re.fullmatch(r"IMAGE|busybox|[\w.-]+(/[\w.-]+)*(:[\w.-]+)?(@\S+)?", word) and is_image(word):
            break
        letters = re.fullmatch(r"-([A-Za-z]{2,})", word)
        if letters and all("-" + letter in flags for letter in letters.group(1)):
            continue
        if word.startswith("-") and len(word) > 1 and word.split("=")[0] not in flags:
            faults.append(f"{' '.join(words[:length])} has no {word}")
    return faults


def is_image(word):
    """Whether a word is the name of an image rather than a value of a flag."""
    return word in ("IMAGE", "busybox") or "/" in word or re.match(r"[a-z]+:\d", word)


def main():
    told = json.load(open(sys.argv[1], encoding="utf-8"))
    folder = os.path.abspath(sys.argv[2])
    model, faults, shapes, left_out = Model(taken(folder)), set(), {}, set()
    counted = {"run": set(), "tccli": set(), "containers": set(), "show": set()}
    scripts = {}
    for step in told:
        place, command, show = step["place"], step["run"], step["show"]
        if show and show.strip()[:1] in "{[" and not re.search(r"…|<|\n//|^\[[A-Z]+\] ", show):
            counted["show"].add(show)
            try:
                json.loads(show)
            except ValueError as error:
                faults.add(f"{place}: looks like JSON and is none: {error}: {show[:60]}")
        if step["powershell"] and step["powershell"].count("'") % 2:
            faults.add(f"{place}: a quote is open in PowerShell: {step['powershell']}")
        if not command:
            continue
        counted["run"].add(command)
        scripts[command] = place
        for words in map(program, simple(command)):
            if words[:1] == ["tccli"]:
                counted["tccli"].add(tuple(words))
                faults.update(f"{place}: {fault}" for fault in model.faults(words))
                if words[1] == "configure":
                    continue
                files = {name: show for word in words for name in re.findall(r"file://(\S+)", word) if show}
                shapes.setdefault(shape(words), ([numbered(word, words[at - 1]) for at, word in enumerate(words)], files))
            elif words[:1] and words[0] in CONTAINERS:
                counted["containers"].add(tuple(words))
                found = foreign_flags(words)
                if found is None:
                    left_out.add(" ".join(words[:2]))
                else:
                    faults.update(f"{place}: {fault}" for fault in found)
    # one shell parses all of them, each within a function of its own; only where it stumbles, one by one
    whole = "\n".join(f"f{at}() {{\n{script}\n}}" for at, script in enumerate(scripts))
    if subprocess.run(["bash", "-n"], input=whole, text=True, capture_output=True).returncode:
        for script, place in scripts.items():
            got = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
            if got.returncode:
                faults.add(f"{place}: {got.stderr.strip()}")
    faults.update(run(folder, shapes.values()))
    print({name: len(found) for name, found in counted.items()}, len(shapes), "shapes run")
    if left_out:
        print("not here, so their flags were not looked at:", ", ".join(sorted(left_out)))
    print("\n".join(sorted(faults)))
    if not counted["tccli"] or not counted["containers"]:
        sys.exit("no commands were found")
    sys.exit(1 if faults else 0)


main()
