package dev.flocker.api;

/**
 * Names a resource within its project: {@code container db}.
 *
 * @param type the resource type's name
 * @param name unique within the type; for types that users do not name, made of what identifies
 *     them ({@code 5432}, {@code web:5432})
 * @since 0.1
 */
public record Ref(String type, String name) implements Comparable<Ref> {

  /**
   * @throws IllegalArgumentException if it is not a type, a blank and a name
   */
  public static Ref parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1 || text.substring(space).isBlank()) {
      throw new IllegalArgumentException("\"" + text + "\" names no resource; write TYPE NAME");
    }
    return new Ref(text.substring(0, space), text.substring(space + 1));
  }

  @Override
  public int compareTo(Ref other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return type + " " + name;
  }
}
