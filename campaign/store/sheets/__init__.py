"""What the weekly sheets brought: uploads, reports, people, running totals, answers."""
