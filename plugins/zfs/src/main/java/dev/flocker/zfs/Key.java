package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The key of an encrypted volume on one node: a raw stream does not bring it. */
record Key(Dataset dataset, Zfs zfs) {

  /** The root of what is not encrypted. */
  private static final String NONE = "-";

  /**
   * Loads it if it is not loaded and lies where a property of the encryption root says: of what is
   * below one, the property is always {@code none}.
   *
   * @throws Failure if a person has to load it
   */
  void require() {
    String root = output(ZfsCommands.value("encryptionroot", dataset.path())).strip();
    if (root.equals(NONE)) {
      return;
    }
    Map<String, String> seen = new HashMap<>();
    for (String line : output(ZfsCommands.key(root)).lines().toList()) {
      String[] part = line.split("\t");
      seen.put(part[0], part[1]);
    }
    if (!"unavailable".equals(seen.get("keystatus"))) {
      return;
    }
    if (!seen.getOrDefault("keylocation", "").contains("://")) {
      throw new Failure(
          dataset.path(),
          "it is encrypted, and its key is not loaded here",
          "run zfs load-key %s; or have it loaded: zfs set keylocation=file:///PATH %s"
              .formatted(root, root));
    }
    zfs.run(ZfsCommands.loadKey(root));
  }

  private String output(List<String> argv) {
    return zfs.host().run(Command.of(argv)).output();
  }
}
