package dev.flocker.api.value;

/**
 * Collects all problems of all files, so that a user sees them in one go.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Problems {

  void add(Problem problem);

  default void add(Place place, String what, String why, String remedy) {
    add(new Problem(place, what, why, remedy));
  }
}
