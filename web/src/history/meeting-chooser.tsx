import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphql } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Loading } from '../ui/panels';
import { formatDateTime } from '../ui/time';

const MeetingChoice = graphql(`
  query MeetingChoice($first: Int!, $search: String) {
    meetings(first: $first, search: $search) {
      edges {
        node {
          id
          createdAt
          title
          participants(first: 10) {
            id
            displayName
          }
        }
      }
    }
  }
`);

/** A screenful; others are found by the search. */
const shown = 20;

/** The pause in typing after which the list is searched. */
const pauseMs = 300;

interface MeetingChooserProps {
  /** The meeting that is not offered. */
  except: string;
  hrefOf: (meetingId: string) => string;
  onClose: () => void;
}

/** Leads to the history of another meeting. */
export function MeetingChooser({ except, hrefOf, onClose }: MeetingChooserProps) {
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setWanted(search.trim());
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [search]);
  const [{ data, error, fetching }] = useQuery({
    query: MeetingChoice,
    variables: { first: shown, search: wanted === '' ? null : wanted },
    requestPolicy: 'network-only',
  });
  const meetings = (data?.meetings.edges ?? [])
    .map(({ node }) => node)
    .filter(({ id }) => id !== except);
  return (
    <Dialog title="Another meeting" onClose={onClose}>
      <p>The marked spans stay. In the other meeting, choose a range and mark it.</p>
      <TextField
        label="Search meetings"
        type="search"
        value={search}
        maxLength={100}
        autoComplete="off"
        error={error === undefined ? undefined : graphqlProblem(error)}
        onChange={(event) => {
          setSearch(event.target.value);
        }}
      />
      {fetching && data === undefined && <Loading>Loading your meetings…</Loading>}
      {data !== undefined && meetings.length === 0 && (
        <p className="text-muted">
          {wanted === '' ? 'You have no other meeting.' : 'No other meeting was found.'}
        </p>
      )}
      <ul aria-label="Meetings" className="divide-y divide-line">
        {meetings.map(({ id, createdAt, title, participants }) => (
          <li key={id}>
            <Link
              href={hrefOf(id)}
              onClick={onClose}
              className="-mx-2 block rounded-lg p-2 hover:bg-raised"
            >
              <span className="block font-medium wrap-anywhere">
                {title ?? formatDateTime(createdAt)}
              </span>
              <span className="block text-xs text-muted wrap-anywhere">
                {title !== null && `${formatDateTime(createdAt)} · `}
                {[...new Set(participants.map(({ displayName }) => displayName))].join(', ') ||
                  'Nobody joined'}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
