import { Download } from 'lucide-react';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { saveFile } from '../ui/save-file';
import { pngOf } from './chart-files';

interface ChartMenuProps {
  title: string;
  /** Makes the picture; null while there is none. */
  svg: () => string | null;
}

/** Saves a chart as a picture. */
export function ChartMenu({ title, svg }: ChartMenuProps) {
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          aria-label={`Save the chart “${title}”`}
          className="min-h-7 px-2 py-0 print:hidden"
        >
          <Download aria-hidden />
        </Button>
      }
    >
      <MenuItem
        onSelect={() => {
          const picture = svg();
          if (picture !== null) {
            void pngOf(picture).then((png) => {
              saveFile(`${name}.png`, 'image/png', png);
            });
          }
        }}
      >
        As PNG
      </MenuItem>
      <MenuItem
        onSelect={() => {
          const picture = svg();
          if (picture !== null) saveFile(`${name}.svg`, 'image/svg+xml', picture);
        }}
      >
        As SVG
      </MenuItem>
    </Menu>
  );
}
