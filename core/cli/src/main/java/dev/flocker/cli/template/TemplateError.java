package dev.flocker.cli.template;

import dev.flocker.api.value.Problem;

/** A template that does not render; passes through Handlebars to whoever asked. */
final class TemplateError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  TemplateError(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
