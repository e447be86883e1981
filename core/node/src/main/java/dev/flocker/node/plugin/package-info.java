/** Which resource types and providers there are: flocker's own, and those of third parties. */
@NullMarked
package dev.flocker.node.plugin;

import org.jspecify.annotations.NullMarked;
