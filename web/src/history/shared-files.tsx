import { Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { HttpError, loadFile } from '../api/http';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { saveFile } from '../ui/save-file';

export interface SharedFile {
  title: string;
  name: string;
  address: string;
}

interface SharedFilesProps {
  label: string;
  /** The token of the shared link. */
  link: string;
  files: readonly SharedFile[];
}

/**
 * Downloads files by a shared link. The page loads them and then saves them: for a download of the browser's own, the token would
 * have to be in the address, and so in logs. Browsers keep large files on the disk meanwhile.
 */
export function SharedFiles({ label, link, files }: SharedFilesProps) {
  const running = useRef<AbortController | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );

  async function download({ address, name }: SharedFile) {
    const download = new AbortController();
    running.current = download;
    setLoading(true);
    setProblem(null);
    try {
      const file = await loadFile(address, link, download.signal);
      saveFile(name, file.type, file);
    } catch (error) {
      if (!download.signal.aborted) {
        setProblem(error instanceof HttpError ? error.message : 'The file could not be saved.');
      }
    } finally {
      setLoading(false);
    }
  }

  return (
    <>
      {loading ? (
        <Button
          look="secondary"
          onClick={() => {
            running.current?.abort();
          }}
        >
          <X aria-hidden />
          Stop the download
        </Button>
      ) : (
        <Menu
          trigger={
            <Button look="secondary">
              <Download aria-hidden />
              {label}
            </Button>
          }
        >
          {files.map((file) => (
            <MenuItem
              key={file.title}
              onSelect={() => {
                void download(file);
              }}
            >
              {file.title}
            </MenuItem>
          ))}
        </Menu>
      )}
      <span role="status" className="sr-only">
        {loading ? 'Downloading…' : ''}
      </span>
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
    </>
  );
}
