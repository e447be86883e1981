package dev.flocker.zfs;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A volume that gets another name on its node, or lends its data to one of another name. */
record Renaming(Local from, Local to) {

  /**
   * A clone: it takes up no room until it is written to, and its origin stays as long as it is
   * there.
   */
  void branch(Version version, Copy record) {
    Found found = from.require();
    found.own();
    requireAbsent();
    zfs().makeParents(to.dataset());
    String snapshot = from.dataset().snapshot(found.named(version));
    Map<String, String> settings = new TreeMap<>(new Settings(zfs()).carried(from.dataset()));
    if (found.refquota() != 0) {
      settings.put("refquota", Long.toString(found.refquota()));
    }
    zfs().run(ZfsCommands.cloneOwner(snapshot, to.dataset(), settings, CopyRecord.format(record)));
    to.open();
  }

  void rename() {
    Found found = from.require();
    found.own();
    requireAbsent();
    from.requireClosable();
    zfs().makeParents(to.dataset());
    from.unmount(found);
    Rollback.discard(from.dataset(), zfs());
    zfs().runOnceFree(ZfsCommands.rename(from.dataset(), to.dataset()));
    removeFolder();
    if (found.copy().filter(c -> c.role() == Role.OWNER).isPresent()) {
      to.open();
    }
  }

  private void removeFolder() {
    Path project = Path.of(Dataset.ROOT, from.dataset().project());
    if (zfs().host().list(project).contains(from.dataset().name())) {
      zfs().run(ZfsCommands.removeEmpty(project.resolve(from.dataset().name())));
    }
  }

  private void requireAbsent() {
    if (to.find().isPresent()) {
      throw new Failure(to.dataset().path(), "it is there already", "choose another name");
    }
  }

  private Zfs zfs() {
    return from.zfs();
  }
}
