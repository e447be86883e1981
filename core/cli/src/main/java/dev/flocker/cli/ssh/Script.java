package dev.flocker.cli.ssh;

import java.util.Optional;

/**
 * The shell scripts that bring the payload to a node and start it. POSIX sh, with {@code tar},
 * {@code gzip} and {@code sha256sum}.
 *
 * @param home of flocker's files; empty for the usual one of the user
 */
record Script(Optional<String> home) {

  /** Begins the line that says what the machine is, where the payload is not there. */
  static final String LACKS = "flocker-lacks ";

  /** Begins the line that says where an unpacked payload is. */
  static final String UNPACKED = "flocker-unpacked ";

  private static final String PATH =
      "umask 022; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH LC_ALL=C.UTF-8; ";

  /** Sets H; the payload may have been put elsewhere. */
  private String begin() {
    String usual =
        "if [ \"$(id -u)\" = 0 ]; then H=/var/lib/flocker; "
            + "else H=${XDG_CACHE_HOME:-$HOME/.cache}/flocker; fi; ";
    return PATH + home.map(h -> "H=" + Quote.word(h) + "; ").orElse(usual);
  }

  /**
   * Starts the node process, or says that the payload is missing and what the machine is.
   *
   * @param java the node's own; empty for the payload's
   */
  String start(Payload payload, Optional<String> java) {
    return begin()
        + "P=$H/payload/"
        + payload.id()
        + "; if [ -f \"$P/arguments\" ]; then cd \"$P\" && exec "
        + run(java)
        + "; fi; "
        + missing();
  }

  /** As {@link #start}, from a directory that is removed at the end. */
  String startOnce(String directory, Optional<String> java) {
    return begin()
        + "trap 'rm -rf "
        + directory
        + "' EXIT; trap : HUP INT TERM; cd "
        + directory
        + "/tree && "
        + run(java);
  }

  /**
   * Reads the archive from its input, checks it, and puts it in place whole, even if another does
   * the same. What was left a day ago by one that was cut off is removed; the last two payloads are
   * kept.
   */
  String push(Payload payload) {
    return begin()
        + "set -e; I="
        + payload.id()
        + "; mkdir -p \"$H/payload\"; cd \"$H/payload\"; "
        + "find . ! -name . -prune -name 'new-*' -mtime +0 -exec rm -rf {} +; "
        + "T=$(mktemp -d new-XXXXXX); trap 'rm -rf \"$H/payload/$T\"' EXIT; "
        + unpack(payload)
        + "mv \"$T/tree\" \"$T/$I\"; mv \"$T/$I\" . 2>/dev/null || [ -f \"$I/arguments\" ]; "
        + "touch \"$I\"; ls -1t | grep -v '^new-' | tail -n +3 | "
        + "while read -r old; do rm -rf \"./$old\"; done; echo "
        + UNPACKED
        + "\"$H\"";
  }

  /** Reads the archive, and unpacks it in memory. */
  String pushOnce(Payload payload) {
    return PATH
        + "set -e; cd /dev/shm; T=$(mktemp -d /dev/shm/flocker-XXXXXX); "
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
        + "tar -xzf \"$T/archive\" -C \"$T/tree\"; ";
  }

  /** Machine, C library, and free kilobytes below H. */
  private static String missing() {
    return "L=unknown; for f in /lib/ld-musl-*; do [ -e \"$f\" ] && L=musl; done; "
        + "for f in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-aarch64.so.1; do "
        + "[ -e \"$f\" ] && L=glibc; done; "
        + "D=$H; until [ -d \"$D\" ]; do D=${D%/*}; D=${D:-/}; done; "
        + "F=$(df -Pk \"$D\" | { read -r x; read -r a b c d x; echo \"$d\"; }); "
        + "echo \""
        + LACKS
        + "$(uname -m) $L ${F:-0}\"";
  }
}
