package dev.flocker.cli.console;

/** What a colour says. */
public enum Paint {
  CREATE("32"),
  UPDATE("33"),
  REMOVE("31"),
  MOVE("36"),
  BAD("1;31"),
  GOOD("32"),
  FAINT("2");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
