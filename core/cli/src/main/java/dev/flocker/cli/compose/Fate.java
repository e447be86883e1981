package dev.flocker.cli.compose;

/** What becomes of a key of a Compose file. */
sealed interface Fate {

  /**
   * It becomes a key of the container, if containers have that key.
   *
   * @param key of {@code container}
   * @param how its value is written there
   */
  record Taken(String key, Form how) implements Fate {}

  /**
   * More than a key of its own is made of it.
   *
   * @param by which class
   */
  record Handled(Class<?> by) implements Fate {}

  /**
   * It says something to Docker Compose's own tool alone: nothing is lost without it.
   *
   * @param why it means nothing where services run
   */
  record Meaningless(String why) implements Fate {}

  /**
   * It is not taken over, which is said.
   *
   * @param why not, and what to do
   */
  record Left(String why) implements Fate {}
}
