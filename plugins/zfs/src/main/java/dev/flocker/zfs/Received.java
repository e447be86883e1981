package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Properties that a stream brought into a copy. flocker sends none, so another node made them up:
 * they are taken back. What would decide how it is mounted is refused, see {@link
 * Found#requirePlain}.
 */
record Received(Dataset dataset, Zfs zfs) {

  /** Limits and room of one dataset alone, which nothing below it inherits. */
  private static final Set<String> NOT_INHERITED =
      Set.of(
          "quota",
          "refquota",
          "reservation",
          "refreservation",
          "filesystem_limit",
          "snapshot_limit");

  private static final String KEY_LOCATION = "keylocation";

  /** Where a key comes from that no dataset says where to find. */
  private static final String BY_HAND = "prompt";

  /**
   * Takes back all that came with a stream; what was set here stays, as it is in force anyway.
   *
   * @param found the copy as it is: an owner gets no streams, and what it has is its own
   */
  void takeBack(Found found) {
    Optional<Role> role = found.copy().map(Copy::role);
    if (role.filter(r -> r == Role.OWNER || r == Role.HANDING_OFF).isEmpty()) {
      takeBack();
    }
  }

  private void takeBack() {
    Map<String, String> received = new TreeMap<>();
    Optional<String> root = Optional.empty();
    Command command = Command.of(ZfsCommands.everything(dataset));
    for (String line : zfs.host().run(command).output().lines().toList()) {
      String[] part = line.split("\t", -1);
      if (part.length == 3 && part[2].equals("received")) {
        received.put(part[0], part[1]);
      }
      if (part[0].equals("encryptionroot")) {
        root = Optional.of(part[1]);
      }
    }
    boolean hasKey = root.filter(dataset.path()::equals).isPresent();
    received.forEach((name, value) -> takeBack(name, value, hasKey).forEach(zfs::run));
  }

  /**
   * @param hasKey whether it is the root of what is encrypted, which alone says where its key is
   */
  private List<List<String>> takeBack(String name, String value, boolean hasKey) {
    List<List<String>> commands = new ArrayList<>();
    if (name.equals(KEY_LOCATION)) {
      if (hasKey && !value.equals(BY_HAND)) {
        commands.add(ZfsCommands.set(dataset, KEY_LOCATION, BY_HAND));
      }
    } else if (NOT_INHERITED.contains(name)) {
      commands.add(ZfsCommands.set(dataset, name, "none"));
    } else if (name.equals("canmount")) {
      commands.add(ZfsCommands.set(dataset, name, "noauto"));
    } else if (!Found.isRefused(name) && !Properties.OF_CREATION.contains(name)) {
      commands.add(ZfsCommands.inherit(dataset, name));
    }
    return commands;
  }
}
