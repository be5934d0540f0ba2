"""python -m campaign …"""

from campaign.cli import app

if __name__ == "__main__":
    app(prog_name="campaign")
