# Tells whether an installation that Barelane began is still going on: it holds this lock to its end, and its children do.
[ -e /var/lib/barelane/busy ] || { echo idle; exit 0; }
exec 9</var/lib/barelane/busy
if flock -n 9; then echo idle; else echo busy; fi
