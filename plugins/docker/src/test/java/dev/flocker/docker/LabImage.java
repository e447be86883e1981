package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;

/** An image made on the node itself, of its busybox: {@code flocker-test:1} and {@code :2}. */
final class LabImage {

  private static final String SCRIPT =
      """
      set -e
      docker image inspect flocker-test:2 >/dev/null 2>&1 && exit
      dir=$(mktemp -d)
      mkdir -p $dir/bin $dir/etc $dir/tmp $dir/data/sub $dir/srv
      cp "$(command -v busybox)" $dir/bin/busybox
      for tool in sh sleep cat ls stat httpd nc true false; do ln -s busybox $dir/bin/$tool; done
      echo root:x:0:0::/:/bin/sh >$dir/etc/passwd
      echo app:x:1000:1000::/:/bin/sh >>$dir/etc/passwd
      echo hello >$dir/srv/index.html
      echo seeded >$dir/data/sub/file
      chown -R 1000:1000 $dir/data
      chmod 0750 $dir/data
      for tag in 1 2; do
        echo $tag >$dir/etc/build
        tar -C $dir -c . | docker import -c 'ENV OF_IMAGE=1' -c 'CMD ["sleep","1000"]' \\
          -c 'WORKDIR /srv' - flocker-test:$tag
      done
      rm -rf $dir
      """;

  private LabImage() {}

  static void make(Host host) {
    host.run(Command.of("sh", "-c", SCRIPT));
  }
}
