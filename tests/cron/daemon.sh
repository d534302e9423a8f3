#!/bin/sh
# Run as root, in a mount and process namespace of its own: makes a copy of this machine's files that is thrown away,
# installs the crontab in it, and starts cron. $1 is a folder with what the test has prepared:
#
#     tree/       the examples and the program, as in a clone of the repository
#     plans/      the folder of plans
#     install     lines for a shell: how all this is installed
#     clock       when cron starts, in the words of libfaketime
#     log         a socket for what cron says
#     sent/       where messages are stored
#
# When its standard input ends, it writes what cron and its jobs have changed into `changed`, and ends. Whatever it has
# started ends with it.
set -eu
here=$1
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

mount -t tmpfs tmpfs "$here/disk"
mkdir "$here/disk/upper" "$here/disk/work" "$here/disk/top"
mount -t overlay overlay -o "lowerdir=/,upperdir=$here/disk/upper,workdir=$here/disk/work" "$here/disk/top"
cd "$here/disk/top"

# Nothing of what the machine itself has to do or holds.
for folder in dev etc/cron.d root run srv tmp var/spool/cron; do
    mkdir -p "$folder"
    mount -t tmpfs tmpfs "$folder"
done
mkdir var/spool/cron/crontabs
chmod 1777 tmp
rm -f etc/crontab etc/ld.so.preload usr/sbin/sendmail usr/local/bin/cpa
sed -i '/^cpa:/d' etc/passwd etc/group etc/shadow
mount -t proc proc proc
mknod -m 666 dev/null c 1 3
mknod -m 666 dev/urandom c 1 9
touch dev/log
mount --bind "$here/log" dev/log

cp "$here/sendmail" usr/sbin/sendmail
mkdir -p usr/sent
mount --bind "$here/sent" usr/sent
cp -R "$here/tree" srv/tree
cp -R "$here/plans" srv/plans
cp "$here/install" srv/install
# From here on every program in the copy has this clock.
cp "$here/clock" etc/faketimerc
find usr/lib* -name libfaketime.so.1 | sed 's,^,/,' >etc/ld.so.preload
if ! [ -s etc/ld.so.preload ] || ! command -v cron; then
    echo "cron or libfaketime is not installed" >&2
    exit 1
fi
chroot . /bin/sh -euc 'cd /srv/tree && . /srv/install'
touch "$here/began"
env -i PATH="$PATH" TZ=UTC chroot . cron -f -L 7 &

cat >/dev/null
kill $!
for folder in "$here/disk/upper" etc/cron.d root run srv tmp var/spool/cron; do
    find "$folder" -newer "$here/began" -not -type d
done >"$here/changed"
