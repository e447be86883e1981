package dev.flocker.cli.template;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes texts so that a template renders to them. */
public final class Literal {

  /** A brace that would begin something, with the backslashes that would keep it from that. */
  private static final Pattern MEANT = Pattern.compile("\\\\*\\{(?=[{%])");

  private Literal() {}

  public static String of(String text) {
    return MEANT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(said(found.group())));
  }

  /** All texts of a tree. */
  public static Tree of(Tree tree) {
    return Trees.map(tree, Literal::of);
  }

  private static Tree of(Tree.Scalar s) {
    return s.text() == null ? s : new Tree.Scalar(s.place(), of(s.text()), s.quoted(), s.secret());
  }

  /** A variable of this name there is not, so that this is the text after it. */
  private static String said(String brace) {
    return "{{default _ \"" + brace + "\"}}";
  }
}
