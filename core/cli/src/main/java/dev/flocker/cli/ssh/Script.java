package dev.flocker.cli.ssh;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The shell scripts that bring the payload to a node and start it. POSIX sh, with {@code tar},
 * {@code gzip} and {@code sha256sum}.
 *
 * @param home of flocker's files; empty for the usual one of the user
 */
record Script(Optional<String> home) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Begins the line that says what the machine is, where the payload is not there. */
  static final String LACKS = "flocker-lacks ";

  /** Begins the line that says where an unpacked payload is. */
  static final String UNPACKED = "flocker-unpacked ";

  /** Begins the line that names what others may write in: mode, owner's number, and path. */
  static final String UNSAFE = "flocker-unsafe ";

  /**
   * {@code foul} names the first of a folder and all above it, by its real path, that is neither
   * root's nor the user's, or that somebody else may write in: what lies in it is run as that user.
   * Others may write in a sticky folder above the second argument, as they cannot touch what is the
   * user's there. {@code safe} ends the script if there is one; what else is sent to the script is
   * then read by nobody.
   */
  private static final String SAFE =
      "U=$(id -u); foul() ( D=$1; T=$2; set --; "
          + "while [ -n \"$D\" ]; do set -- \"$@\" \"$D\"; D=${D%/*}; done; "
          + "ls -ldn / \"$@\" | { B=unknown; while read -r m l u g s x y z n; do B=\"$m $u $n\"; "
          + "case \"$u $m\" in \"0 d\"????-??-*|\"$U d\"????-??-*) B=;; "
          + "\"0 d\"????????[tT]*|\"$U d\"????????[tT]*) case \"$T\" in \"$n\"/*) B=;; esac;; esac; "
          + "[ -z \"$B\" ] || break; done; echo \"$B\"; }); "
          + "safe() { B=$(foul \"$1\" \"$2\"); [ -z \"$B\" ] || { echo \""
          + UNSAFE
          + "$B\"; cat >/dev/null; exit 0; }; }; ";

  private static final String PATH =
      "umask 022; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH LC_ALL=C.UTF-8; ";

  /** Sets H, to its real path if it is there; the payload may have been put elsewhere. */
  private String begin() {
    String usual =
        "if [ \"$(id -u)\" = 0 ]; then H=/var/lib/flocker; "
            + "else H=${XDG_CACHE_HOME:-$HOME/.cache}/flocker; fi; ";
    return PATH
        + home.map(h -> "H=" + Quote.word(h) + "; ").orElse(usual)
        + "if [ -d \"$H\" ] && [ -x \"$H\" ]; then H=$(cd \"$H\" && pwd -P); fi; ";
  }

  /** Where the payload may be while it must leave no trace on a disk. */
  private static final String MEMORY = "/dev/shm /run/user/$U /run /tmp";

  /**
   * Removes what a look left in memory that was killed: the user's own folders of the name that
   * {@link #within} gives, in which no process is, and which nobody may still be bringing a payload
   * to. Where there is none, no program is run.
   */
  private static final String SWEEP =
      "for m in "
          + MEMORY
          + "; do for d in \"$m\"/flocker-????????????????; do [ -d \"$d\" ] || continue; "
          + "case ${d##*/flocker-} in *[!0-9a-f]*) continue;; esac; "
          + "[ -n \"$(find \"$d\" -prune -type d -user \"$U\" -mmin +30 2>/dev/null)\" ] || continue; "
          + "ls -l /proc/[0-9]*/cwd /proc/[0-9]*/exe 2>/dev/null | grep -qF \"/${d##*/}/\" || "
          + "rm -rf \"$d\"; done; done; ";

  /**
   * Starts the node process, or says that the payload is missing and what the machine is.
   *
   * @param java the node's own; empty for the payload's
   */
  String start(Payload payload, Optional<String> java) {
    return begin()
        + SAFE
        + SWEEP
        + "I="
        + payload.id()
        + "; if [ -f \"$H/payload/$I/arguments\" ]; then P=$H/payload/$I; "
        + "cd \"$P\" && safe \"$P\" \"$H\" && exec "
        + run(java)
        + "; fi; "
        + missing();
  }

  /** A directory, in one that is in memory, whose name nobody can foresee. */
  static String within(String memory) {
    return memory + "/flocker-" + HexFormat.of().toHexDigits(RANDOM.nextLong());
  }

  /** As {@link #start}, from a directory that is removed at the end. */
  String startOnce(String directory, Optional<String> java) {
    return begin()
        + SAFE
        + "T="
        + Quote.word(directory)
        + "; cd \"$T/tree\" && P=$(pwd -P) && safe \"$P\" \"$P\" && "
        + "trap 'rm -rf \"$T\"' EXIT && trap : HUP INT TERM && "
        + run(java);
  }

  /**
   * Reads the archive from its input, checks it, and puts it in place whole, even if another does
   * the same. What was left a day ago by one that was cut off is removed; the last two payloads are
   * kept.
   */
  String push(Payload payload) {
    return begin()
        + SAFE
        + "set -e; I="
        + payload.id()
        + "; mkdir -p \"$H/payload\"; H=$(cd \"$H\" && pwd -P); "
        + "cd \"$H/payload\"; safe \"$H/payload\" \"$H\"; "
        + "find . ! -name . -prune -name 'new-*' -mtime +0 -exec rm -rf {} +; "
        + "T=$(mktemp -d new-XXXXXX); trap 'rm -rf \"$H/payload/$T\"' EXIT; "
        + unpack(payload)
        + "mv \"$T/tree\" \"$T/$I\"; mv \"$T/$I\" . 2>/dev/null || [ -f \"$I/arguments\" ]; "
        + "touch \"$I\"; ls -1t | grep -v '^new-' | tail -n +3 | "
        + "while read -r old; do rm -rf \"./$old\"; done; echo "
        + UNPACKED
        + "\"$H\"";
  }

  /** Reads the archive, and unpacks it in a directory that is not there yet. */
  String pushOnce(Payload payload, String directory) {
    return PATH
        + "set -e; T="
        + Quote.word(directory)
        + "; mkdir -m 700 \"$T\"; "
        + "trap 'rm -rf \"$T\"' EXIT; "
        + unpack(payload)
        + "rm \"$T/archive\"; trap - EXIT; echo "
        + UNPACKED
        + "\"$T\"";
  }

  /** Writes its input to a file. */
  static String receive(String file) {
    return "umask 077; exec cat >" + Quote.word(file);
  }

  private static String run(Optional<String> java) {
    return java.map(Quote::word).orElse("runtime/bin/java") + " @arguments \"$H\"";
  }

  private static String unpack(Payload payload) {
    return "cat >\"$T/archive\"; echo '"
        + payload.sha256()
        + "  '\"$T/archive\" | sha256sum -c - >/dev/null; mkdir \"$T/tree\"; "
        + "tar -xozf \"$T/archive\" -C \"$T/tree\"; chmod -R go-w \"$T/tree\"; ";
  }

  /**
   * Machine, C library, the version of that and a Java that is new enough, or a dash for what is
   * not known; free kilobytes below H; then for each folder in memory its path, whether a program
   * can be run there, and free kilobytes.
   */
  private static String missing() {
    return "L=unknown; for f in /lib/ld-musl-*; do [ -e \"$f\" ] && L=musl; done; "
        + "for f in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-aarch64.so.1; do "
        + "[ -e \"$f\" ] && L=glibc; done; "
        + "D=$H/payload; until [ -d \"$D\" ]; do D=${D%/*}; D=${D:-/}; done; "
        + "X=$(cd \"$D\" && pwd -P); T=$X/new; [ ! -d \"$H\" ] || T=$H; safe \"$X\" \"$T\"; "
        + "free() { df -Pk \"$1\" | { read -r x; read -r a b c d x; echo \"${d:-0}\"; }; }; "
        + VERSION
        + JAVA
        + memory()
        + "F=$(free \"$D\"); echo \""
        + LACKS
        + "$(uname -m) $L $V $J ${F:-0}$M\"";
  }

  /** Sets V. */
  private static final String VERSION =
      "V=$(getconf GNU_LIBC_VERSION 2>/dev/null); V=${V#glibc }; V=${V%% *}; "
          + "case $V in [0-9]*.[0-9]*) ;; *) V=-;; esac; ";

  /** Sets J, to the real path of one that nobody else could have put there. */
  private static final String JAVA =
      "J=-; for j in \"$(command -v java)\" /usr/lib/jvm/*/bin/java; do "
          + "[ \"$J\" = - ] && [ -x \"$j\" ] || continue; j=$(readlink -f \"$j\"); "
          + "case $j in *[![:graph:]]*) continue;; esac; "
          + "[ -z \"$(foul \"${j%/*}\" \"${j%/*}\")\" ] || continue; "
          + "v=$(\"$j\" -version 2>&1 </dev/null | "
          + "sed -n 's/^[a-z]* version \"\\([0-9]*\\).*/\\1/p'); "
          + "[ \"${v:-0}\" -ge 21 ] 2>/dev/null && J=$j; done; ";

  /** Sets M. */
  private static String memory() {
    return "M=; for d in "
        + MEMORY
        + "; do [ -d \"$d\" ] && [ -w \"$d\" ] && "
        + "case $(stat -f -c %T \"$d\" 2>/dev/null) in tmpfs|ramfs) "
        + "if x=$(mktemp -d \"$d/flocker-XXXXXX\" 2>/dev/null); then r=noexec; "
        + "printf '#!/bin/sh\\n' >\"$x/x\" && chmod 700 \"$x/x\" && \"$x/x\" 2>/dev/null && r=exec; "
        + "rm -rf \"$x\"; M=\"$M $d $r $(free \"$d\")\"; fi;; esac; done; ";
  }
}
