# Makes the folder of what is sent here: root's alone, so that nobody else can exchange it.
umask 077
mkdir -p /var/lib/barelane && chmod 700 /var/lib/barelane && chown 0:0 /var/lib/barelane
