package dev.flocker.node.plugin;

/** A plugin that cannot be used: which, why, and what its author or user can do. */
public final class BadPlugin extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String plugin;
  private final String why;
  private final String remedy;

  public BadPlugin(String plugin, String why, String remedy) {
    super("plugin " + plugin + ": " + why + "; " + remedy);
    this.plugin = plugin;
    this.why = why;
    this.remedy = remedy;
  }

  public String plugin() {
    return plugin;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }
}
