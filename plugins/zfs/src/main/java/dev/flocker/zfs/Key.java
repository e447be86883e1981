package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import java.util.HashMap;
import java.util.Map;

/** The key of an encrypted volume on one node: a raw stream does not bring it. */
record Key(Dataset dataset, Zfs zfs) {

  /**
   * Loads it if it is not loaded and lies where a property says.
   *
   * @throws Failure if a person has to load it
   */
  void require() {
    Map<String, String> seen = new HashMap<>();
    String output = zfs.host().run(Command.of(ZfsCommands.key(dataset))).output();
    for (String line : output.lines().toList()) {
      String[] part = line.split("\t");
      seen.put(part[0], part[1]);
    }
    if (!"unavailable".equals(seen.get("keystatus"))) {
      return;
    }
    String root = seen.getOrDefault("encryptionroot", dataset.path());
    if (!seen.getOrDefault("keylocation", "").contains("://")) {
      throw new Failure(
          dataset.path(),
          "it is encrypted, and its key is not loaded here",
          "run zfs load-key %s; or have it loaded: zfs set keylocation=file:///PATH %s"
              .formatted(root, root));
    }
    zfs.run(ZfsCommands.loadKey(root));
  }
}
