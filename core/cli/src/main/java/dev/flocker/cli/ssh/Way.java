package dev.flocker.cli.ssh;

/** Who logs in where, after the SSH configuration had its say. */
record Way(String user, String host, int port) {

  static Way of(SshConfig config) {
    return new Way(config.user(), config.hostname(), config.port());
  }

  static Way local() {
    return new Way(System.getProperty("user.name", "root"), "127.0.0.1", 22);
  }
}
