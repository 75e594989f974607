import type { ComponentChildren } from "preact";
import { go } from "../state";

/** A link inside the page: the filters and the language go along; new tabs and middle clicks work as ever. */
interface LinkProps { to: string; class?: string; children: ComponentChildren; "aria-current"?: "page" | undefined }

export function Link({ to, children, ...rest }: LinkProps) {
  const click = (e: MouseEvent) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={click} {...rest}>
      {children}
    </a>
  );
}

/** A link out: only http and https become one, all else is shown as text. */
export function Out({ url, children }: { url: string | null; children: ComponentChildren }) {
  if (!url || !/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
