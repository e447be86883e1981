package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Name;
import dev.flocker.cli.command.WrongInput;

/** A name that a volume is to have. */
record Named(String project, String name) {

  /**
   * @param text PROJECT/NAME
   * @throws WrongInput if it is not that
   */
  static Named parse(String text) {
    String project = Volumes.project(text);
    String name = text.substring(project.length() + 1);
    try {
      return new Named(Name.parse(project).text(), Name.parse(name).text());
    } catch (IllegalArgumentException e) {
      throw new WrongInput(text + ": " + e.getMessage());
    }
  }

  Ref ref(String type) {
    return new Ref(type, name);
  }

  @Override
  public String toString() {
    return project + "/" + name;
  }
}
