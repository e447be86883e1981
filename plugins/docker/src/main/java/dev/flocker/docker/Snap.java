package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * Docker as a snap, which is confined: of its node's folders it sees few, and none that a volume
 * lies in. Where a login has no {@code /snap/bin} in its path, it looks as if there were no Docker.
 */
final class Snap {

  static final String WHY = "Docker is a snap here, which does not see the folders of volumes";

  /** Docker's version; fails where there is none, and where it is a snap. */
  static final Command PROBE =
      Command.of(
          "sh",
          "-c",
          "case $(command -v docker) in /snap/*) echo '"
              + WHY
              + "' >&2; exit 1 ;; esac; exec docker version --format '{{.Server.Version}}'");

  static final List<String> REMEDY =
      List.of(
          WHY + "; take the package of the distribution in its place",
          "  first copy what its own volumes hold, which goes with it:"
              + " /var/snap/docker/common/var-lib-docker/volumes",
          "  snap remove docker",
          "  apt-get install docker.io");

  private Snap() {}

  static boolean isDocker(Host host) {
    return has(host, "/snap/bin") && !has(host, "/usr/bin");
  }

  private static boolean has(Host host, String folder) {
    return host.list(Path.of(folder)).contains("docker");
  }
}
