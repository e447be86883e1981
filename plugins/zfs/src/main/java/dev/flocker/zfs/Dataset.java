package dev.flocker.zfs;

/**
 * Where a volume is on a node.
 *
 * @param name the volume's; with a colon for what flocker keeps beside volumes, which no volume's
 *     name can have
 */
record Dataset(String pool, String project, String name) {

  static final String ROOT = "/flocker";

  /** The folder that containers get: an unmounted dataset does not show it. */
  static final String DATA = "data";

  static String mountpoint(String project, String name) {
    return ROOT + "/" + project + "/" + name;
  }

  static String root(String pool) {
    return pool + ROOT;
  }

  String mountpoint() {
    return mountpoint(project, name);
  }

  String parent() {
    return root(pool) + "/" + project;
  }

  String path() {
    return parent() + "/" + name;
  }

  String snapshot(String snapshot) {
    return path() + "@" + snapshot;
  }

  /** Where a first stream is received: it takes the volume's name only with a record. */
  Dataset incoming() {
    return beside("incoming");
  }

  Dataset beside(String suffix) {
    return new Dataset(pool, project, name + ":" + suffix);
  }
}
