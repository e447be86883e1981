/** What the documentation says is true: its pages are made, read and tried here. */
@NullMarked
package dev.flocker.docs;

import org.jspecify.annotations.NullMarked;
