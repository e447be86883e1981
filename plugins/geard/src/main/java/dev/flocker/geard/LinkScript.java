package dev.flocker.geard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a node keeps of the links of one container: a shell script that puts their rules into the
 * container's network namespace. The container's unit runs it at each start, and a change of the
 * links at once.
 *
 * <p>At a start the rules are in before the container's first instruction, if all goes as usual:
 * Docker furnishes the namespace for a while before it lets the process begin, and the script waits
 * for its first sight. Docker answers no questions about a container that it is starting, so {@code
 * find} asks for its id before, and the process is found by its control group. Where Docker starts
 * the container without the unit ({@code docker restart}), the rules follow as soon as the unit has
 * noticed, half a second later.
 *
 * <p>The chains are flocker's own and filled in one go; those that Docker keeps in the namespace,
 * for its name server, stay as they are. A route_localnet would let neighbours reach what listens
 * on the container's loopback address alone, hence the guard.
 *
 * <p>Rules lead from IPv4 to IPv4 alone, so {@code localhost} is 127.0.0.1 and no longer ::1 in
 * such a container: some clients try nothing but the first address of a name. Docker writes the
 * file of names at each start, and some versions once more when the process is there; it answers
 * questions about the container when it has done so.
 */
record LinkScript(String project, String container, List<Link> links) {

  private static final String SCRIPT =
      """
      #!/bin/sh
      # flocker:@project@
      # Links of container @container@. Written by flocker; what is changed here is lost at its next run.
      @links@
      set -eu
      idfile=/run/ctr-@container@.id

      hook() {
        case $now in
          *"-A $1 -j $2"*) ;;
          *) echo "-I $1 -j $2" ;;
        esac
      }

      inside() {
        echo 1 >/proc/sys/net/ipv4/conf/all/route_localnet
        now=$(iptables-save)
        iptables-restore --noflush -w <<END
      *filter
      :FLOCKER-LINK-GUARD - [0:0]
      $(hook INPUT FLOCKER-LINK-GUARD)
      -A FLOCKER-LINK-GUARD ! -i lo -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED -j DROP
      COMMIT
      *nat
      :FLOCKER-LINK-OUT - [0:0]
      :FLOCKER-LINK-BACK - [0:0]
      $(hook OUTPUT FLOCKER-LINK-OUT)
      $(hook POSTROUTING FLOCKER-LINK-BACK)
      @rules@
      COMMIT
      END
      }

      # Fails if the process has no network namespace of its own, or ends meanwhile.
      enter() {
        [ -e "/proc/$1/ns/net" ] && [ ! "/proc/$1/ns/net" -ef /proc/self/ns/net ] &&
          nsenter -t "$1" -n /bin/sh "$0" inside
      }

      # Written in place, as it is mounted; one that has another's network has another's names.
      localhost() {
        names=/var/lib/docker/containers/$id/hosts
        [ -e "$names" ] || names=$(docker info --format '{{.DockerRootDir}}')/containers/$id/hosts
        if grep -qs '^::1.*[[:space:]]localhost\\([[:space:]]\\|$\\)' "$names"; then
          text=$(sed '/^::1/s/[[:space:]]localhost\\([[:space:]]\\|$\\)/\\1/' "$names")
          echo "$text" >"$names"
        fi
      }

      settle() {
        docker inspect --format '{{.Id}}' "$id" >/dev/null && localhost
        exit 0
      }

      # Whether a process has left its namespaces, as one that is ending, or is gone; not if it may
      # not be looked into, nor where others' processes are not to be seen at all.
      left() {
        [ -e /proc/1 ] && LC_ALL=C ls -L "/proc/$1/ns/net" 2>&1 | grep -q 'No such'
      }

      start() {
        id=$(cat $idfile)
        rounds=0
        while kill -0 "$MAINPID" 2>/dev/null; do
          for group in /sys/fs/cgroup/system.slice/docker-$id.scope /sys/fs/cgroup/docker/$id \\
              /sys/fs/cgroup/*/system.slice/docker-$id.scope /sys/fs/cgroup/*/docker/$id; do
            [ -e "$group/cgroup.procs" ] || continue
            for pid in $(cat "$group/cgroup.procs" 2>/dev/null); do
              ! enter "$pid" || settle
            done
          done
          rounds=$((rounds + 1))
          # A control group that is elsewhere: ask Docker.
          if [ $((rounds % 100)) = 0 ] && enter "$(docker inspect --format '{{.State.Pid}}' "$id")"; then
            settle
          fi
          sleep 0.01
        done
      }

      now() {
        id=$(docker ps --quiet --no-trunc --filter 'name=^/?@pattern@$')
        [ -n "$id" ] || return 0
        pid=$(docker inspect --format '{{.State.Pid}}' "$id")
        enter "$pid" || { left "$pid"; return; }
        localhost
      }

      case $1 in
        find) docker inspect --format '{{.Id}}' @container@ >$idfile ;;
        start) start ;;
        now) now ;;
        inside) inside ;;
      esac
      """;

  LinkScript {
    links = List.copyOf(links);
  }

  static Path directory(Path home) {
    return home.resolve("links");
  }

  static Path path(String container, Path home) {
    return directory(home).resolve(container);
  }

  String text() {
    List<String> rules = links.stream().flatMap(l -> l.rules().stream()).toList();
    return SCRIPT
        .replace("@project@", project)
        .replace("@container@", container)
        .replace("@pattern@", container.replace(".", "[.]"))
        .replace("@links@", String.join("\n", links.stream().map(Link::line).toList()))
        .replace("@rules@", String.join("\n", rules));
  }

  /**
   * @return empty if a file of that text is not flocker's
   */
  static Optional<LinkScript> parse(String container, String text) {
    List<Link> links = text.lines().flatMap(l -> Link.parse(l).stream()).toList();
    return text.lines()
        .filter(l -> l.startsWith("# flocker:"))
        .findFirst()
        .map(l -> new LinkScript(l.substring("# flocker:".length()), container, links));
  }

  static List<String> now(Path script) {
    return List.of("/bin/sh", script.toString(), "now");
  }
}
