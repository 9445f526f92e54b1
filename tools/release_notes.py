"""Print what CHANGELOG.md says of the version in settings.ini, the notes of its release.

    python tools/release_notes.py v0.2.0    # stops if the tag is another version, or CHANGELOG says nothing of it
"""
import re
import sys
from configparser import ConfigParser
from pathlib import Path

root = Path(__file__).resolve().parent.parent


def release_notes(tag, version, changelog):
    "The part of `changelog` under the heading of `version`, which must be that of `tag`."
    if tag != f'v{version}': sys.exit(f'tag {tag} is not v{version}, the version in settings.ini: change one of them')
    part = re.search(rf'^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)', changelog, re.M | re.S)
    if not part or not part[1].strip(): sys.exit(f'CHANGELOG.md has nothing under a heading "## {version}": write it')
    return part[1].strip()


def main():
    settings = ConfigParser(delimiters=['='])
    settings.read(root/'settings.ini', encoding='utf-8')
    changelog = (root/'CHANGELOG.md').read_text(encoding='utf-8')
    tag = sys.argv[1] if len(sys.argv) > 1 else sys.exit('which tag? python tools/release_notes.py v0.2.0')
    print(release_notes(tag, settings['DEFAULT']['version'], changelog))


if __name__ == '__main__': main()
