package dev.flocker.cli.schema;

import java.util.List;

/**
 * A key that core reads itself: one of a play's, or one that every resource has.
 *
 * @param standing {@code required}, {@code optional}, or what it is when not written
 */
record CoreKey(String name, Kind kind, String standing, String doc) {

  /** What may be written. */
  enum Kind {
    TEXT("text"),
    WORDS("text, or a list of it"),
    VARIABLES("mapping"),
    NODES("text, a list of it, or `{one_of: [...]}`"),
    PLACES("mapping to text, a list of it, or `{one_of: [...]}`"),
    RESOURCES("list of resources"),
    LOGINS("list of mappings"),
    CONDITION("true or false"),
    PRESENCE("present or absent"),
    RUNNING("running, stopped or absent");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static final List<CoreKey> OF_PLAY =
      List.of(
          new CoreKey("name", Kind.TEXT, "optional", "What output calls it."),
          new CoreKey("project", Kind.TEXT, "required", "What owns the resources on the nodes."),
          new CoreKey(
              "hosts", Kind.WORDS, "required", "The nodes that it spans: patterns, as Ansible's."),
          new CoreKey("vars", Kind.VARIABLES, "optional", "Variables."),
          new CoreKey(
              "vars_files",
              Kind.WORDS,
              "optional",
              "Files of variables, relative to the playbook."),
          new CoreKey(
              "secret_vars_files",
              Kind.WORDS,
              "optional",
              "Files of variables whose values are secret, and whatever is made of them."),
          new CoreKey(
              "registries",
              Kind.LOGINS,
              "optional",
              "Logins to registries of images, for all its containers: see there."),
          new CoreKey("resources", Kind.RESOURCES, "optional", "What is to run where."),
          new CoreKey(
              "application",
              Kind.TEXT,
              "optional",
              "Flocker's application file, or a Compose file; with deployment, in place of"
                  + " resources."),
          new CoreKey("deployment", Kind.TEXT, "optional", "Flocker's deployment file."),
          new CoreKey(
              "compose",
              Kind.WORDS,
              "optional",
              "Compose files, each merged into those before it; resources beside it add to what"
                  + " they amount to, or override it key by key."),
          new CoreKey(
              "on",
              Kind.PLACES,
              "all, if the play has one host",
              "With compose: the nodes of each service by its name, \"*\" for the others."),
          new CoreKey(
              "profiles", Kind.WORDS, "optional", "With compose: the profiles that are on."),
          new CoreKey(
              "env_file",
              Kind.WORDS,
              "`.env` beside the first file",
              "With compose: files of variables that its files name."),
          new CoreKey(
              "import_playbook",
              Kind.TEXT,
              "optional",
              "A playbook whose plays stand here; relative to this one."),
          new CoreKey("tags", Kind.WORDS, "optional", "For --tags: of all its resources."));

  static final CoreKey ON =
      new CoreKey(
          "on",
          Kind.NODES,
          "the play's host, if it is one",
          "Its nodes: patterns within the play's hosts. With one_of it is on one of them, the first"
              + " that may have it, and stays there while it may.");

  /** Of what can be stopped, in place of the one that every resource has. */
  static final CoreKey STATE =
      new CoreKey(
          "state",
          Kind.RUNNING,
          "`running`",
          "Whether it is to run, or to be there as declared and not to run; absent removes it.");

  static final List<CoreKey> OF_RESOURCE =
      List.of(
          new CoreKey("state", Kind.PRESENCE, "`present`", "Whether it is to be there."),
          new CoreKey("when", Kind.CONDITION, "`true`", "Whether to touch it."),
          new CoreKey("tags", Kind.WORDS, "optional", "For --tags."));
}
